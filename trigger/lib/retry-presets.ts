import type { RetryOptions } from '@trigger.dev/sdk'

/** How to retry, by the kind of fault a task has to expect. */
export const RETRY = {
  /** A remote service that is down comes back within a minute or needs a person. */
  network: { maxAttempts: 5, factor: 2, minTimeoutInMs: 1000, maxTimeoutInMs: 30_000, randomize: true },
  /** Work on this machine only: once more covers a full disk or a killed worker, more would only repeat a bug. */
  local: { maxAttempts: 2, factor: 1, minTimeoutInMs: 1000, maxTimeoutInMs: 1000, randomize: true },
} as const satisfies Record<string, RetryOptions>

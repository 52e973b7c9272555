import type { RetryOptions } from '@trigger.dev/sdk'

/** How to retry, by the kind of fault a task has to expect. */
export const RETRY = {
  /** A remote service that is down comes back within a minute or needs a person. */
  network: { maxAttempts: 5, factor: 2, minTimeoutInMs: 1000, maxTimeoutInMs: 30_000, randomize: true },
  /** Deadlocks and brief outages; the tasks outlast longer ones themselves. */
  database: { maxAttempts: 3, factor: 1.5, minTimeoutInMs: 500, maxTimeoutInMs: 5000, randomize: true },
} as const satisfies Record<string, RetryOptions>

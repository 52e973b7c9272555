import {
  calculateNextRetryDelay,
  type RetryOptions,
  shouldLookupRetrySettings,
  shouldRetryError,
  type TaskRunError,
  type TaskRunFailedExecutionResult,
  taskRunErrorEnhancer,
} from '@trigger.dev/core/v3'

/** Below this the worker keeps the run and sleeps itself; a real server calls it the warm start threshold. */
export const RETRY_IN_PLACE_BELOW_MS = 30_000
/** What the SDK documents for a task that says nothing. */
const DEFAULT_MAX_ATTEMPTS = 3

export type RetryDecision = { retry: 'never' } | { retry: 'now' | 'later'; delayMs: number }

export interface FailedAttempt {
  attemptNumber: number
  /** Of these, how many ended because their worker went away: they do not count. */
  lostAttempts: number
  runMaxAttempts: number | null
  taskRetry: RetryOptions | null
}

/**
 * Whether, when and where a failed attempt is tried again. The worker knows the delay for errors the task threw; for a
 * crash nobody was left to compute it, so the task's settings are looked up here and the run is queued again.
 */
export function decideRetry(
  attempt: FailedAttempt,
  completion: Pick<TaskRunFailedExecutionResult, 'error' | 'retry' | 'skippedRetrying'>,
  options: { forceRequeue?: boolean } = {},
): RetryDecision {
  const error = taskRunErrorEnhancer(completion.error as TaskRunError)
  const allowed = attempt.runMaxAttempts ?? attempt.taskRetry?.maxAttempts
  const maxAttempts = lastAttempt({ allowed, lost: attempt.lostAttempts })
  if (attempt.attemptNumber >= maxAttempts || !shouldRetryError(error)) return { retry: 'never' }
  if (completion.retry) {
    const { delay } = completion.retry
    return { retry: delay < RETRY_IN_PLACE_BELOW_MS && !options.forceRequeue ? 'now' : 'later', delayMs: delay }
  }
  if (completion.skippedRetrying || !shouldLookupRetrySettings(error)) return { retry: 'never' }
  const delayMs = calculateNextRetryDelay({ ...attempt.taskRetry, maxAttempts }, attempt.attemptNumber)
  return delayMs === undefined ? { retry: 'never' } : { retry: 'later', delayMs }
}

/** The number of the last attempt there may be. */
export function lastAttempt(run: { allowed: number | null | undefined; lost: number }): number {
  return (run.allowed ?? DEFAULT_MAX_ATTEMPTS) + run.lost
}

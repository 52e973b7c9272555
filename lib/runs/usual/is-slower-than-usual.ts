import { elapsedMs, isFinished, type RunRow } from '../run'
import { canonicalStatus } from '../run-status'
import type { UsualDuration } from './usual-duration'

/** One run of twenty is beyond the p95 of its own task; nobody waits for one that is over within a second. */
const WORTH_A_MARK_MS = 1_000

/** Runs that have started and not gone wrong: how long a failure took is no news. */
export function isMeasured(run: Pick<RunRow, 'status' | 'startedAt' | 'finishedAt'>): boolean {
  if (!run.startedAt) return false
  return canonicalStatus(run.status) === 'COMPLETED' || !isFinished(run)
}

export function isSlowerThanUsual(
  run: Pick<RunRow, 'status' | 'startedAt' | 'finishedAt' | 'updatedAt'>,
  usual: UsualDuration,
  now: Date,
): boolean {
  const elapsed = isMeasured(run) ? elapsedMs(run, now) : null
  return elapsed !== null && elapsed > usual.p95Ms && elapsed >= WORTH_A_MARK_MS
}

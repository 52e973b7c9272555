import { elapsedMs, type RunRow } from '../run'
import type { UsualDuration } from './usual-duration'

/** Below this the slowest of twenty says little. */
const FEWEST_SAMPLES = 20

/** The 95th percentile by nearest rank, so that it is a duration that a run really had; null for too few runs. */
export function usualDurationOf(runs: readonly RunRow[]): UsualDuration | null {
  const durations = runs
    .flatMap((run) => (run.startedAt && run.finishedAt ? (elapsedMs(run, run.finishedAt) ?? []) : []))
    .sort((one, other) => one - other)
  const p95Ms = durations[Math.ceil(durations.length * 0.95) - 1]
  return p95Ms === undefined || durations.length < FEWEST_SAMPLES ? null : { p95Ms, samples: durations.length }
}

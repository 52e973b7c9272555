import type { RunRow } from '../runs/run'
import { canonicalStatus, RUN_STATUS_WORDS, statusFacts } from '../runs/run-status'
import type { HourOfRuns, Overview } from './overview'

const HOUR_MS = 3_600_000
const HOURS = 24

type Outcome = keyof Omit<HourOfRuns, 'start'>

function outcomeOf(status: string): Outcome {
  const { final, tone } = statusFacts(status)
  if (!final) return 'open'
  if (tone === 'good') return 'completed'
  return tone === 'bad' ? 'failed' : 'stopped'
}

/** Whole hours, the newest one unfinished, so that a bar keeps its meaning while the clock moves on. */
function emptyHours(now: Date): HourOfRuns[] {
  const newest = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  return Array.from({ length: HOURS }, (_, index) => ({
    start: new Date(newest - (HOURS - 1 - index) * HOUR_MS),
    completed: 0,
    failed: 0,
    stopped: 0,
    open: 0,
  }))
}

/** Counts by status and by hour of creation. Statuses come in the order of their life; unknown ones last. */
export function summarizeRuns(runs: RunRow[], now: Date): Pick<Overview, 'statuses' | 'hours'> {
  const hours = emptyHours(now)
  const first = hours[0]?.start.getTime() ?? 0
  const counts = new Map<string, number>(RUN_STATUS_WORDS.map((word) => [word, 0]))
  for (const run of runs) {
    const status = canonicalStatus(run.status)
    counts.set(status, (counts.get(status) ?? 0) + 1)
    const hour = hours[Math.floor((run.createdAt.getTime() - first) / HOUR_MS)]
    if (hour) hour[outcomeOf(run.status)] += 1
  }
  const statuses = [...counts].map(([status, count]) => ({ status, count })).filter(({ count }) => count > 0)
  return { statuses, hours }
}

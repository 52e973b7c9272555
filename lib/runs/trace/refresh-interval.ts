import { isFinished, type RunRow } from '../run'
import { statusFacts } from '../run-status'

const WORKING_MS = 1_000
/** Nothing new is written for a run that waits in the queue, and the feed tells at once when it starts. */
const IDLE_MS = 5_000
/** A large trace costs everybody more: half a millisecond of pause per row keeps the share constant. */
const MS_PER_ROW = 0.5

/** How long to wait before a run and its trace are read again; false when nothing more can come. */
export function refreshInterval(
  run: Pick<RunRow, 'status' | 'finishedAt'> | undefined,
  traceSize: number,
): number | false {
  if (run === undefined || isFinished(run)) return false
  return Math.max(statusFacts(run.status).running ? WORKING_MS : IDLE_MS, traceSize * MS_PER_ROW)
}

import { runOutcome, type TracedRun } from './run-span'
import { type StoredTraceRow, type TraceRow, toNanoseconds } from './trace-row'

/**
 * A span whose process died stays open in the table. It ended when its run did, and as it did; or, when the run tried
 * again, with an error as the next attempt began.
 */
export function settleTraceRow({ next_attempt_at_ns, ...row }: StoredTraceRow, run: TracedRun): TraceRow {
  if (!row.is_partial) return row
  const outcome = runOutcome(run)
  if (outcome) {
    const { isError, isCancelled, endedAt } = outcome
    return closedAt(row, toNanoseconds(endedAt), { is_error: isError, is_cancelled: isCancelled })
  }
  if (row.attempt_number === null || row.attempt_number >= run.attempt_number) return row
  return closedAt(row, next_attempt_at_ns ?? toNanoseconds(run.updated_at), { is_error: true, is_cancelled: false })
}

function closedAt(row: TraceRow, endNs: bigint, how: Pick<TraceRow, 'is_error' | 'is_cancelled'>): TraceRow {
  const duration = endNs - row.start_time_ns
  return { ...row, ...how, is_partial: false, duration_ns: duration > 0n ? duration : 0n }
}

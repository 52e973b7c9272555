import { createHash } from 'node:crypto'
import { runOutcome, type TracedRun } from './run-span'
import { type TraceRow, toNanoseconds } from './trace-row'

/** Where a run's time went before its code ran, in the words of a real server, read off the run's own timestamps. */
export function engineRows(run: TracedRun): TraceRow[] {
  const endedAt = runOutcome(run)?.endedAt
  const { queued_at: queuedAt, started_at: startedAt, executed_at: executedAt } = run
  return [
    stage(run, 'queued', '[engine] QUEUED - Run was QUEUED', queuedAt, startedAt ?? endedAt),
    stage(
      run,
      'dequeued',
      '[engine] PENDING_EXECUTING - Run was dequeued for execution',
      startedAt,
      executedAt ?? endedAt,
    ),
    stage(run, 'executing', '[engine] EXECUTING - Attempt created, starting execution', executedAt, executedAt),
  ].filter((row) => row !== null)
}

/** A stage that has not ended is open; one that has not begun, or lies ahead, is none. */
function stage(
  run: TracedRun,
  name: string,
  message: string,
  from: Date | null,
  to: Date | null | undefined,
): TraceRow | null {
  if (!from || (to && to < from)) return null
  return {
    run_id: run.id,
    span_id: createHash('sha256').update(`${run.span_id}:${name}`).digest('hex').slice(0, 16),
    parent_span_id: run.span_id,
    trace_id: run.trace_id,
    kind: 'SPAN',
    level: 'DEBUG',
    message,
    start_time_ns: toNanoseconds(from),
    duration_ns: to ? toNanoseconds(to) - toNanoseconds(from) : 0n,
    is_error: false,
    is_partial: !to,
    is_cancelled: false,
    attempt_number: null,
    task_slug: run.task_id,
    properties: null,
    style: null,
    events: [],
  }
}

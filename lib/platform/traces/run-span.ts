import { parseTraceparent } from '@trigger.dev/core/v3/isomorphic'
import type { RunRecord } from '../runs/run-record'
import { type TraceRow, toNanoseconds } from './trace-row'

/** What the trace of a run is derived from. */
export type TracedRun = Pick<
  RunRecord,
  | 'id'
  | 'span_id'
  | 'trace_id'
  | 'task_id'
  | 'parent_id'
  | 'trace_context'
  | 'status'
  | 'attempt_number'
  | 'created_at'
  | 'queued_at'
  | 'started_at'
  | 'executed_at'
  | 'completed_at'
  | 'expired_at'
  | 'updated_at'
>

const FAILED: ReadonlySet<string> = new Set<RunRecord['status']>([
  'COMPLETED_WITH_ERRORS',
  'CRASHED',
  'SYSTEM_FAILURE',
  'TIMED_OUT',
  'EXPIRED',
])

/** How a finished run ended, for the spans it left open. Null while it goes on. */
export function runOutcome(run: TracedRun): { endedAt: Date; isError: boolean; isCancelled: boolean } | null {
  const isError = FAILED.has(run.status)
  const isCancelled = run.status === 'CANCELED'
  if (!isError && !isCancelled && run.status !== 'COMPLETED_SUCCESSFULLY') return null
  return { endedAt: run.completed_at ?? run.expired_at ?? run.updated_at, isError, isCancelled }
}

/** The root span of a run. The worker knows only its id; it is read off the run and not stored. */
export function runSpan(run: TracedRun): TraceRow {
  const outcome = runOutcome(run)
  const endedAt = outcome?.endedAt ?? run.created_at
  const duration = toNanoseconds(endedAt) - toNanoseconds(run.created_at)
  return {
    run_id: run.id,
    span_id: run.span_id,
    parent_span_id: callerSpanId(run),
    trace_id: run.trace_id,
    kind: 'SPAN',
    level: 'TRACE',
    message: run.task_id,
    start_time_ns: toNanoseconds(run.created_at),
    duration_ns: duration > 0n ? duration : 0n,
    is_error: outcome?.isError ?? false,
    is_partial: outcome === null,
    is_cancelled: outcome?.isCancelled ?? false,
    attempt_number: null,
    task_slug: run.task_id,
    properties: null,
    style: { icon: 'task', variant: 'primary' },
    events: [],
  }
}

/** The span of the parent that made this run: with a parent there is always a trace context. */
function callerSpanId(run: TracedRun): string | null {
  const traceparent = run.trace_context?.traceparent
  if (run.parent_id === null || typeof traceparent !== 'string') return null
  const spanId = parseTraceparent(traceparent)?.spanId
  return spanId && spanId !== run.span_id ? spanId : null
}

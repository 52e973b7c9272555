import type { Pool } from 'pg'
import { missingAttemptRows } from './attempt-rows'
import { engineRows } from './engine-rows'
import { runSpan, type TracedRun } from './run-span'
import { settleTraceRow } from './settle-trace-row'
import type { StoredTraceRow, TraceRow } from './trace-row'

/** More than a person can read; the answer says that it was cut. */
const MAX_ROWS = 10_000
const MAX_RUNS = 1_000

export interface RunTrace {
  run: TracedRun
  /** The root span first, then by time. Complete in itself: nothing refers to a row that is not there. */
  rows: TraceRow[]
}

export interface LoadedTrace {
  traces: RunTrace[]
  isTruncated: boolean
}

const RUN_COLUMNS = `id, span_id, trace_id, task_id, parent_id, trace_context, status, attempt_number, created_at,
  queued_at, started_at, executed_at, completed_at, expired_at, updated_at`

/** Nanoseconds are read as text: a double would round them. */
const ROW_COLUMNS = `run_id, span_id, parent_span_id, trace_id, kind, level, message, start_time_ns::text,
  duration_ns::text, is_error, is_partial, is_cancelled, attempt_number, task_slug, properties, style,
  coalesce(events, '[]') as events,
  case when is_partial then (
    select min(later.start_time_ns) from trace_events as later
    where later.run_id = event.run_id and later.attempt_number > event.attempt_number
  ) end::text as next_attempt_at_ns`

type Nanoseconds = 'start_time_ns' | 'duration_ns'
type StoredText = Omit<StoredTraceRow, Nanoseconds | 'next_attempt_at_ns'> &
  Record<Nanoseconds, string> & { next_attempt_at_ns: string | null }

/** The run itself, first, and every run it led to. */
export async function loadRunFamily(pool: Pool, runId: string): Promise<{ runs: TracedRun[]; isTruncated: boolean }> {
  const { rows } = await pool.query<TracedRun>(
    `with recursive family as (
       select ${RUN_COLUMNS} from runs where id = $1
       union all
       select ${RUN_COLUMNS.replace(/\w+/g, 'child.$&')} from runs as child join family on child.parent_id = family.id
     )
     select * from family limit ${MAX_RUNS + 1}`,
    [runId],
  )
  return { runs: rows.slice(0, MAX_RUNS), isTruncated: rows.length > MAX_RUNS }
}

export async function loadTraces(pool: Pool, runs: readonly TracedRun[]): Promise<LoadedTrace> {
  const { rows } = await pool.query<StoredText>(
    `select ${ROW_COLUMNS} from trace_events as event where run_id = any ($1)
     order by event.start_time_ns, span_id limit ${MAX_ROWS + 1}`,
    [runs.map((run) => run.id)],
  )
  const byRun = new Map(runs.map((run) => [run.id, [] as StoredTraceRow[]]))
  for (const row of rows.slice(0, MAX_ROWS)) byRun.get(row.run_id)?.push(fromText(row))
  const traces = runs.map((run) => ({ run, rows: completeRows(run, byRun.get(run.id) ?? []) }))
  return { traces, isTruncated: rows.length > MAX_ROWS }
}

/** One row of a run; null when the run has none by that id. */
export async function loadTraceRow(pool: Pool, run: TracedRun, spanId: string): Promise<TraceRow | null> {
  if (spanId === run.span_id) return runSpan(run)
  const { rows } = await pool.query<StoredText>(
    `select ${ROW_COLUMNS} from trace_events as event where run_id = $1 and span_id = $2`,
    [run.id, spanId],
  )
  if (rows[0]) return settleTraceRow(fromText(rows[0]), run)
  // Rows that are made while reading are found among the others.
  const { traces } = await loadTraces(pool, [run])
  return traces[0]?.rows.find((row) => row.span_id === spanId) ?? null
}

function completeRows(run: TracedRun, stored: readonly StoredTraceRow[]): TraceRow[] {
  const ofWorker = stored.filter((row) => row.span_id !== run.span_id)
  const attempts = missingAttemptRows(ofWorker, run.span_id)
  const rows = [...attempts, ...ofWorker].map((row) => settleTraceRow(row, run))
  return [runSpan(run), ...[...engineRows(run), ...rows].sort(byStart)]
}

function byStart(a: TraceRow, b: TraceRow): number {
  if (a.start_time_ns === b.start_time_ns) return 0
  return a.start_time_ns < b.start_time_ns ? -1 : 1
}

function fromText(row: StoredText): StoredTraceRow {
  const next = row.next_attempt_at_ns
  return {
    ...row,
    start_time_ns: BigInt(row.start_time_ns),
    duration_ns: BigInt(row.duration_ns),
    next_attempt_at_ns: next === null ? null : BigInt(next),
  }
}

import type { Pool } from 'pg'
import type { TraceRow } from './trace-row'

const COLUMN_TYPES = {
  run_id: 'text',
  span_id: 'text',
  parent_span_id: 'text',
  trace_id: 'text',
  kind: 'text',
  level: 'text',
  message: 'text',
  start_time_ns: 'bigint',
  duration_ns: 'bigint',
  is_error: 'boolean',
  is_partial: 'boolean',
  is_cancelled: 'boolean',
  attempt_number: 'integer',
  task_slug: 'text',
  properties: 'jsonb',
  style: 'jsonb',
  events: 'jsonb',
} as const satisfies Record<keyof TraceRow, string>

const COLUMNS = Object.keys(COLUMN_TYPES)

/**
 * Only an open span is overwritten: the closing report of a span wins over its opening one, whichever arrives first.
 * Telemetry for runs that do not exist is left out, and so is anything that claims to be a run's root span, which is
 * the platform's own. It may be lost in a crash, so its commit does not wait for the disk.
 */
const UPSERT = `
insert into trace_events (${COLUMNS.join(', ')})
select ${COLUMNS.map((column) => `event.${column}`).join(', ')}
from jsonb_to_recordset($1::jsonb) as event (${Object.entries(COLUMN_TYPES)
  .map((column) => column.join(' '))
  .join(', ')})
join runs on runs.id = event.run_id
where event.span_id <> runs.span_id and set_config('synchronous_commit', 'off', true) = 'off'
on conflict (run_id, span_id) do update
set (${COLUMNS.join(', ')}) = row (${COLUMNS.map((column) => `excluded.${column}`).join(', ')})
where trace_events.is_partial`

/** The rows must be of different spans. */
export async function upsertTraceRows(pool: Pool, rows: readonly TraceRow[]): Promise<void> {
  const json = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
  await pool.query({ name: 'upsert-trace-rows', text: UPSERT, values: [json] })
}

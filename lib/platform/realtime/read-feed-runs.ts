import type { Pool } from 'pg'
import type { ListWindow } from './list-handle'
import type { FeedRun } from './run-row'

/** A real server's cap on a list snapshot. */
const MAX_RUNS = 1_000
/** A snapshot is built in memory; one of a thousand 3 MB payloads would not fit. The newest rows win. */
const MAX_BYTES = 32 * 1024 * 1024

const LIGHT_COLUMNS = `id, task_id, created_at, updated_at, started_at, delay_until, queued_at, expired_at, completed_at,
  is_test, status, usage_duration_ms, ttl, payload_type, metadata_type, output_type, tags, error, realtime_streams, revision`

const HEAVY_COLUMNS = ['payload', 'output', 'metadata'] as const

/** The runs of a list feed, newest first; heavy columns that the subscriber skips are not even read. */
export async function readFeedRuns(
  pool: Pool,
  environmentId: string,
  window: ListWindow,
  skipped: (column: string) => boolean,
): Promise<FeedRun[]> {
  const wanted = HEAVY_COLUMNS.filter((column) => !skipped(column))
  const heavy = HEAVY_COLUMNS.map((column) => (skipped(column) ? `null as ${column}` : column))
  // octet_length reads the size from the toast header: rows past the limit are never fetched.
  const size = ['1024', ...wanted.map((column) => `coalesce(octet_length(${column}), 0)`)].join(' + ')
  const values: unknown[] = [environmentId, new Date(window.createdAfterMs)]
  const byTags = window.tags.length > 0 ? `and tags @> $${values.push(window.tags)}` : ''
  const byBatch = window.batchId ? `and batch_id = $${values.push(window.batchId)}` : ''
  const { rows } = await pool.query<FeedRun>(
    `with newest as (
       select *, sum(${size}) over (order by created_at desc, id desc) as total_bytes
       from (
         select * from runs where environment_id = $1 and created_at >= $2 ${byTags} ${byBatch}
         order by created_at desc, id desc limit ${MAX_RUNS}
       ) as window_of_runs
     )
     select ${LIGHT_COLUMNS}, ${heavy.join(', ')} from newest where total_bytes <= ${MAX_BYTES}
     order by created_at desc, id desc`,
    values,
  )
  return rows
}

import type { Pool, PoolClient } from 'pg'
import { INSERTED_COLUMNS, type RunInsert } from './run-insert'
import type { RunRecord } from './run-record'

const columns = INSERTED_COLUMNS.join(', ')

// The rows come as one JSON array, so that one prepared statement serves any number of them. The place of a run in
// the queue follows from the run: delayed ones are not there yet, of a task nobody knows neither. One that its parent
// waits for stands where the parent stood: behind a long queue it would keep the parent, and what the parent holds,
// until all that came later is done.
const INSERT_RUNS = `
with given as (
  select * from json_populate_recordset(null::runs, $1::json)
), run as (
  insert into runs (${columns}) select ${columns} from given on conflict do nothing returning *
), execution as (
  insert into executions (run_id, environment_id, task_id, snapshot_id, status, queue_name, concurrency_key, limits,
                          created_at, available_at, sort_at, expires_at, worker_id, updated_at)
  select id, environment_id, task_id, replace(gen_random_uuid()::text, '-', ''),
         case status when 'DELAYED' then 'DELAYED' when 'PENDING' then 'QUEUED' else 'RUN_CREATED' end,
         queue_name, coalesce(concurrency_key, ''), held.limits, created_at, coalesce(delay_until, created_at),
         coalesce(
           (select parent.sort_at from executions parent where parent.run_id = run.parent_id and run.resume_parent_on_completion),
           delay_until, created_at
         ) - priority_ms * interval '1 millisecond',
         held.expires_at, worker_id, updated_at
  from run join json_to_recordset($2::json) as held(id text, expires_at timestamptz, limits text[]) using (id)
)
select * from run`

/**
 * Makes the runs durable with their first snapshots, in one statement; answers those it made, in any order. One is
 * missing when another run holds one of its idempotency keys: the index decides between callers at the same moment.
 */
export async function insertRuns(db: Pool | PoolClient, runs: RunInsert[]): Promise<RunRecord[]> {
  const { rows } = await db.query<RunRecord>({
    name: 'insert-runs',
    text: INSERT_RUNS,
    values: [JSON.stringify(runs), JSON.stringify(runs.map(placeOf))],
  })
  return rows
}

function placeOf(run: RunInsert) {
  return { id: run.id, expires_at: run.expires_at, limits: run.held_limits }
}

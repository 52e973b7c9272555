import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from '../runs/change-run'
import type { RunRecord } from '../runs/run-record'
import { ADMISSION_LOCK, LANE_LIMIT, LANE_RUNNING } from './lane'

type AdmitDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

const ADMIT = `
with lined_up as (
  select e.run_id, ${LANE_LIMIT} as lane_limit, ${LANE_RUNNING} as running,
         row_number() over (partition by e.queue_name, e.concurrency_key order by e.updated_at, e.run_id) as place
  from executions e left join queues q on q.environment_id = e.environment_id and q.name = e.queue_name
  where e.status = 'QUEUED_EXECUTING'
), execution as (
  update executions e set status = 'EXECUTING', ${NEW_SNAPSHOT}
  from lined_up where e.run_id = lined_up.run_id and e.status = 'QUEUED_EXECUTING'
    and (lane_limit is null or running + place <= lane_limit)
  returning e.run_id
)
update runs set status = 'EXECUTING', ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*`

/** Lets runs that have waited long enough go on as far as their lanes have room; they come before queued ones. */
export async function admitRuns(deps: AdmitDeps, now: Date): Promise<void> {
  const waiting = await deps.pool.query(`select 1 from executions where status = 'QUEUED_EXECUTING' limit 1`)
  if (waiting.rowCount === 0) return
  const rows = await inTransaction(deps.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [ADMISSION_LOCK])
    return (await client.query<RunRecord>(ADMIT, [now])).rows
  })
  deps.changeLog.publish(rows)
  for (const run of rows) deps.signals.notifyWorker(run.id)
}

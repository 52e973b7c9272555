import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from '../runs/change-run'
import type { RunRecord } from '../runs/run-record'
import { ADMISSION_LOCK } from './lane'
import { loadOccupancy } from './load-occupancy'
import { type PlaceClaim, Places } from './places'

type AdmitDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

const LINED_UP = `
select run_id as "runId", queue_name as queue, concurrency_key as key, limits
from executions where status = 'QUEUED_EXECUTING' order by updated_at, run_id`

const ADMIT = `
with execution as (
  update executions set status = 'EXECUTING', ${NEW_SNAPSHOT}
  where run_id = any($2) and status = 'QUEUED_EXECUTING' returning run_id
)
update runs set status = 'EXECUTING', ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*`

interface LinedUpRun extends PlaceClaim {
  runId: string
}

/** Lets runs that have waited long enough go on as far as there are places; they come before queued ones. */
export async function admitRuns(deps: AdmitDeps, now: Date): Promise<void> {
  const waiting = await deps.pool.query<{ id: string }>(
    `select environment_id as id from executions where status = 'QUEUED_EXECUTING' limit 1`,
  )
  const environment = waiting.rows[0]
  if (!environment) return
  const rows = await inTransaction(deps.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [ADMISSION_LOCK])
    const places = new Places(await loadOccupancy(client, environment.id, 'taken', now))
    const { rows: linedUp } = await client.query<LinedUpRun>(LINED_UP)
    const admitted = linedUp.filter((run) => places.take(run)).map((run) => run.runId)
    return admitted.length === 0 ? [] : (await client.query<RunRecord>(ADMIT, [now, admitted])).rows
  })
  deps.changeLog.publish(rows)
  for (const run of rows) deps.signals.notifyWorker(run.id)
}

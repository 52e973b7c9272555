import type { PlatformDeps } from '../http/deps'
import { HELD_LIMITS, IS_DECLARED } from '../queues/held-limits'
import { NEW_SNAPSHOT, RUN_CHANGED } from '../runs/change-run'
import type { RunRecord } from '../runs/run-record'
import { sourcesOf } from '../runs/run-state'

const RELEASE = `
with current as (
  select id from workers where environment_id = $2 order by registered_at desc limit 1
), ready as (
  select e.run_id, case when e.queue_name = 'task/' || e.task_id then t.queue_name else e.queue_name end as queue_name,
         ${HELD_LIMITS('r.limits')} as limits
  from executions e
  join runs r on r.id = e.run_id
  join current on true
  join worker_tasks t on t.worker_id = current.id and t.task_id = e.task_id
  where e.status = any($3) and e.environment_id = $2
    and (e.queue_name = 'task/' || e.task_id or ${IS_DECLARED('$2', 'e.queue_name', 'r.limits')})
), execution as (
  update executions e set status = 'QUEUED', available_at = $1::timestamptz, queue_name = ready.queue_name,
    limits = ready.limits, expires_at = $1::timestamptz + (e.expires_at - e.available_at), ${NEW_SNAPSHOT}
  from ready where e.run_id = ready.run_id and e.status = any($3)
  returning e.run_id, e.queue_name
)
update runs set status = 'PENDING', queued_at = $1, queue_name = execution.queue_name, ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*`

/**
 * Queues the runs that no version could take when they were made and the current one can: it knows their task, and
 * the queue and the limits they ask for.
 */
export async function releasePendingRuns(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>,
  now: Date,
): Promise<number> {
  const { rows } = await deps.pool.query<RunRecord>(RELEASE, [now, deps.environment.id, sourcesOf('versionRegistered')])
  if (rows.length > 0) {
    deps.changeLog.publish(rows)
    deps.signals.queued()
  }
  return rows.length
}

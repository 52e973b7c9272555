import type { PlatformDeps } from '../http/deps'
import { admitRuns } from '../queues/admit-runs'
import { IS_LIMITED } from '../queues/lane'
import { NEW_SNAPSHOT, RUN_CHANGED } from '../runs/change-run'
import type { RunRecord } from '../runs/run-record'
import { COMPLETED_WAITPOINT } from './completed-waitpoint'

type ResumeDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

// Statements run one after the other, each on what is committed: of two waitpoints that complete at the same time, at
// least the later caller sees both. The status guard lets only one of them move the run.
const RESUME = `
with ready as (
  select e.run_id, ${IS_LIMITED} as limited
  from executions e left join queues q on q.environment_id = e.environment_id and q.name = e.queue_name
  where e.run_id = any($2) and e.status = 'EXECUTING_WITH_WAITPOINTS' and not exists (
    select 1 from run_waitpoints rw join waitpoints w on w.id = rw.waitpoint_id
    where rw.run_id = e.run_id and w.status = 'PENDING')
), execution as (
  update executions e set
    status = case when ready.limited then 'QUEUED_EXECUTING' else 'EXECUTING' end,
    completed_waitpoints = coalesce((
      select jsonb_agg(${COMPLETED_WAITPOINT} order by rw.batch_index, w.completed_at)
      from run_waitpoints rw join waitpoints w on w.id = rw.waitpoint_id where rw.run_id = e.run_id), '[]'),
    heartbeat_at = $1, ${NEW_SNAPSHOT}
  from ready where e.run_id = ready.run_id and e.status = 'EXECUTING_WITH_WAITPOINTS'
  returning e.run_id, e.status
), edges as (
  delete from run_waitpoints where run_id in (select run_id from execution)
)
update runs set status = 'EXECUTING', ${RUN_CHANGED}
from execution where id = run_id and execution.status = 'EXECUTING' and final_status is null returning runs.*`

/** Lets those of the runs go on that wait for nothing any more; behind a concurrency limit they line up for a place. */
export async function resumeRuns(deps: ResumeDeps, runIds: string[], now: Date): Promise<void> {
  if (runIds.length === 0) return
  const { rows } = await deps.pool.query<RunRecord>(RESUME, [now, runIds])
  deps.changeLog.publish(rows)
  for (const run of rows) deps.signals.notifyWorker(run.id)
  await admitRuns(deps, now)
}

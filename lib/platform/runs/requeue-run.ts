import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import type { ExecutionRecord } from './execution-record'
import type { RunRecord } from './run-record'
import { sourcesOf } from './run-state'

const REQUEUE = `
with execution as (
  update executions e set status = 'QUEUED', available_at = $1, heartbeat_at = null, completed_waitpoints = '[]',
    losses = e.losses + $6, ${NEW_SNAPSHOT}
  from runs r where e.run_id = $2 and e.snapshot_id = $3 and e.status = any($4) and r.id = e.run_id and r.final_status is null
  returning e.run_id
), edges as (
  delete from run_waitpoints where run_id in (select run_id from execution)
)
update runs set status = 'PENDING', lost_attempts = lost_attempts + $5, ${RUN_CHANGED}
from execution where id = run_id returning runs.*`

/**
 * Puts a run that its worker no longer holds back in the queue. An attempt that was under way (`attempts`) does not
 * count against the limit; `inARow` is a step towards being stopped. Null when the run has moved on from the snapshot.
 */
export async function requeueRun(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  lease: Pick<ExecutionRecord, 'run_id' | 'snapshot_id'>,
  lost: { attempts: 0 | 1; inARow: 0 | 1 },
  now: Date,
): Promise<RunRecord | null> {
  const values = [now, lease.run_id, lease.snapshot_id, sourcesOf('requeue'), lost.attempts, lost.inARow]
  const { rows } = await deps.pool.query<RunRecord>(REQUEUE, values)
  if (!rows[0]) return null
  deps.changeLog.publish(rows)
  deps.signals.queued()
  return rows[0]
}

import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'
import { sourcesOf } from './run-state'

const REQUEUE = `
with execution as (
  update executions e set status = 'QUEUED', available_at = $1, heartbeat_at = null, ${NEW_SNAPSHOT}
  from runs r where e.run_id = $2 and e.snapshot_id = $3 and e.status = any($4) and r.id = e.run_id and r.final_status is null
  returning e.run_id
)
update runs set status = 'PENDING', ${RUN_CHANGED} from execution where id = run_id returning runs.*`

/** Puts a run that was handed out but never started back where it was. Null when it has moved on. */
export async function requeueRun(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  runId: string,
  snapshotId: string,
  now: Date,
): Promise<RunRecord | null> {
  const { rows } = await deps.pool.query<RunRecord>(REQUEUE, [now, runId, snapshotId, sourcesOf('requeue')])
  if (!rows[0]) return null
  deps.changeLog.publish(rows)
  deps.signals.queued()
  return rows[0]
}

import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'
import { sourcesOf } from './run-state'

const QUEUE = `
with execution as (
  update executions set status = 'QUEUED', ${NEW_SNAPSHOT}
  where status = any($2) and available_at <= $1 returning run_id
)
update runs set status = 'PENDING', queued_at = $1, ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*`

/** Queues the runs whose delay is over. */
export async function queueDelayedRuns(deps: Pick<PlatformDeps, 'pool' | 'changeLog'>, now: Date): Promise<void> {
  const { rows } = await deps.pool.query<RunRecord>(QUEUE, [now, sourcesOf('delayPassed')])
  deps.changeLog.publish(rows)
}

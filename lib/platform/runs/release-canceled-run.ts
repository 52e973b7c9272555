import type { PlatformDeps } from '../http/deps'
import { admitRuns } from '../queues/admit-runs'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'
import { sourcesOf } from './run-state'

type ReleaseDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

const RELEASE = `
with execution as (
  update executions set status = 'FINISHED', heartbeat_at = null, completed_waitpoints = '[]', ${NEW_SNAPSHOT}
  where run_id = $2 and status = any($3) returning run_id
)
update runs set usage_duration_ms = usage_duration_ms + $4, ${RUN_CHANGED} from execution where id = run_id returning runs.*`

/** The worker let go of a canceled run: its place in the queue is free. Null when nobody held it. */
export async function releaseCanceledRun(
  deps: ReleaseDeps,
  runId: string,
  usageMs: number,
  now: Date,
): Promise<RunRecord | null> {
  const { rows } = await deps.pool.query<RunRecord>(RELEASE, [now, runId, sourcesOf('release'), Math.round(usageMs)])
  const run = rows[0]
  if (!run) return null
  deps.changeLog.publish([run])
  await admitRuns(deps, now)
  deps.signals.queued()
  return run
}

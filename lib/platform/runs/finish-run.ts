import type { TaskRunError } from '@trigger.dev/core/v3'
import type { PlatformDeps } from '../http/deps'
import { admitRuns } from '../queues/admit-runs'
import { completeRunWaitpoints } from '../waitpoints/complete-run-waitpoints'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import { FAILURES } from './failure-status'
import type { RunRecord, StoredRunStatus } from './run-record'
import { type ExecutionStatus, type RunEvent, sourcesOf } from './run-state'

type FinishDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals' | 'log'>

export interface RunEnding {
  event: Extract<RunEvent, 'succeed' | 'fail' | 'expire' | 'cancel'>
  status: StoredRunStatus
  /** Only if this is still the snapshot: the ending was decided on it. */
  snapshotId?: string
  /** Narrows the states the event allows. */
  from?: ExecutionStatus[]
  error?: TaskRunError
  output?: { data: string | undefined; dataType: string }
  usageMs?: number
}

const FINISH = `
with execution as (
  update executions e set status = 'FINISHED', completed_waitpoints = '[]', heartbeat_at = null, expires_at = null, ${NEW_SNAPSHOT}
  from runs r where e.run_id = $2 and r.id = e.run_id and r.final_status is null and e.status = any($3)
    and ($4::text is null or e.snapshot_id = $4)
  returning e.run_id
), edges as (
  delete from run_waitpoints where run_id in (select run_id from execution)
), run as (
  update runs set status = $5, final_status = $5, error = $6, output = $7, output_type = $8,
    usage_duration_ms = usage_duration_ms + $9, completed_at = $1,
    expired_at = case when $5 = 'EXPIRED' then $1::timestamptz else expired_at end, ${RUN_CHANGED}
  from execution where id = run_id and final_status is null returning runs.*
), failure as (
  insert into run_failures (run_id) select id from run where final_status = any($10)
)
select * from run`

/** Ends the run for good and lets go on what waited for it. Null when it had ended, or moved on from the snapshot. */
export async function finishRun(
  deps: FinishDeps,
  runId: string,
  ending: RunEnding,
  now: Date,
): Promise<RunRecord | null> {
  const { rows } = await deps.pool.query<RunRecord>({
    name: 'finish-run',
    text: FINISH,
    values: [
      now,
      runId,
      ending.from ?? sourcesOf(ending.event),
      ending.snapshotId ?? null,
      ending.status,
      ending.error ? JSON.stringify(ending.error) : null,
      ending.output?.data ?? null,
      ending.output?.dataType ?? null,
      Math.round(ending.usageMs ?? 0),
      FAILURES,
    ],
  })
  const run = rows[0]
  if (!run) return null
  await settleFinishedRuns(deps, [run], now)
  return run
}

/** What follows from the end of runs, in statements of their own: the sweeper repeats them should the platform die here. */
export async function settleFinishedRuns(deps: FinishDeps, runs: RunRecord[], now: Date): Promise<void> {
  if (runs.length === 0) return
  deps.changeLog.publish(runs)
  await completeRunWaitpoints(
    deps,
    runs.map((run) => run.id),
    now,
  )
  await admitRuns(deps, now)
  deps.signals.queued()
}

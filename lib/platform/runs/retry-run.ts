import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import type { ExecutionRecord } from './execution-record'
import type { RunRecord } from './run-record'
import { sourcesOf } from './run-state'

type RetryDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

const RETRY = `
with execution as (
  update executions e set status = $5, available_at = $6, heartbeat_at = case when $5 = 'EXECUTING' then $1::timestamptz end,
    completed_waitpoints = '[]', losses = 0, ${NEW_SNAPSHOT}
  from runs r where e.run_id = $2 and e.snapshot_id = $3 and e.status = any($4) and r.id = e.run_id and r.final_status is null
  returning e.*
), edges as (
  delete from run_waitpoints where run_id in (select run_id from execution)
), run as (
  update runs set status = 'RETRYING_AFTER_FAILURE', usage_duration_ms = usage_duration_ms + $7, ${RUN_CHANGED}
  from execution where id = run_id returning runs.*
)
select to_jsonb(execution) as execution, run.* from run, execution`

export interface RetriedRun {
  run: RunRecord
  snapshotId: string
}

/**
 * Another attempt: at once, by the worker that holds the run, or from the queue when the delay is over. Null when the
 * run moved on from the snapshot.
 */
export async function retryRun(
  deps: RetryDeps,
  execution: ExecutionRecord,
  retry: { where: 'now' | 'later'; delayMs: number; usageMs: number },
  now: Date,
): Promise<RetriedRun | null> {
  const event = retry.where === 'now' ? 'retryNow' : 'retryLater'
  const dueAt = new Date(now.getTime() + retry.delayMs)
  const { rows } = await deps.pool.query<RunRecord & { execution: ExecutionRecord }>({
    name: 'retry-run',
    text: RETRY,
    values: [
      now,
      execution.run_id,
      execution.snapshot_id,
      sourcesOf(event),
      retry.where === 'now' ? 'EXECUTING' : 'QUEUED',
      dueAt,
      Math.round(retry.usageMs),
    ],
  })
  if (!rows[0]) return null
  const { execution: moved, ...run } = rows[0]
  deps.changeLog.publish([run])
  if (retry.where === 'later') deps.signals.due(dueAt)
  return { run, snapshotId: moved.snapshot_id }
}

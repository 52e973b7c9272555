import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import { settleFinishedRun } from './finish-run'
import type { RunRecord } from './run-record'
import { LEASED, sourcesOf } from './run-state'

type CancelDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals' | 'log'>

const CANCELED_ERROR = { type: 'STRING_ERROR', raw: 'Canceled by user' }

// The run is CANCELED for everyone at once; the snapshot of a leased one stays PENDING_CANCEL, with its place in the
// queue, until the worker has stopped it.
const CANCEL = `
with recursive family as (
  select $2::text as id
  union
  select child.id from runs child join family on child.parent_id = family.id
), execution as (
  update executions e set status = case when e.status = any($4) then 'PENDING_CANCEL' else 'FINISHED' end,
    completed_waitpoints = '[]', expires_at = null, ${NEW_SNAPSHOT}
  from runs r where r.id in (select id from family) and e.run_id = r.id and r.final_status is null and e.status = any($3)
  returning e.run_id, e.status
), edges as (
  delete from run_waitpoints where run_id in (select run_id from execution)
)
update runs set status = 'CANCELED', final_status = 'CANCELED', error = $5, completed_at = $1,
  bulk_action_ids = case when $6::text is null then bulk_action_ids else bulk_action_ids || $6::text end, ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*, execution.status as execution_status`

/** Cancels the run and everything it triggered. Runs that had ended stay as they are. */
export async function cancelRun(
  deps: CancelDeps,
  runId: string,
  now: Date,
  bulkActionId: string | null = null,
): Promise<RunRecord[]> {
  const values = [now, runId, sourcesOf('cancel'), LEASED, JSON.stringify(CANCELED_ERROR), bulkActionId]
  const { rows } = await deps.pool.query<RunRecord & { execution_status: string }>(CANCEL, values)
  const canceled = rows.map(({ execution_status, ...run }) => {
    if (execution_status === 'PENDING_CANCEL') deps.signals.notifyWorker(run.id)
    return run
  })
  for (const run of canceled) await settleFinishedRun(deps, run, now)
  return canceled
}

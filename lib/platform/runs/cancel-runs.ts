import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import { settleFinishedRuns } from './finish-run'
import type { RunRecord } from './run-record'
import { LEASED, sourcesOf } from './run-state'

type CancelDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals' | 'log'>

const CANCELED_ERROR = { type: 'STRING_ERROR', raw: 'Canceled by user' }

// The run is CANCELED for everyone at once; the snapshot of a leased one stays PENDING_CANCEL, with its place in the
// queue, until the worker has stopped it. Locked in one order, so that two calls for the same family wait for each other.
const CANCEL = `
with recursive family as (
  select unnest($2::text[]) as id
  union
  select child.id from runs child join family on child.parent_id = family.id
), locked as (
  select run_id from executions where run_id in (select id from family) order by run_id for update
), execution as (
  update executions e set status = case when e.status = any($4) then 'PENDING_CANCEL' else 'FINISHED' end,
    completed_waitpoints = '[]', expires_at = null, ${NEW_SNAPSHOT}
  from locked join runs r on r.id = locked.run_id
  where e.run_id = r.id and r.final_status is null and e.status = any($3)
  returning e.run_id, e.status
), edges as (
  delete from run_waitpoints where run_id in (select run_id from execution)
)
update runs set status = 'CANCELED', final_status = 'CANCELED', error = $5, completed_at = $1,
  bulk_action_ids = case when $6::text is null then bulk_action_ids else bulk_action_ids || $6::text end, ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*, execution.status as execution_status`

/** Cancels the runs and everything they triggered. Runs that had ended stay as they are. */
export async function cancelRuns(
  deps: CancelDeps,
  runIds: string[],
  now: Date,
  bulkActionId: string | null = null,
): Promise<RunRecord[]> {
  const values = [now, runIds, sourcesOf('cancel'), LEASED, JSON.stringify(CANCELED_ERROR), bulkActionId]
  const { rows } = await deps.pool.query<RunRecord & { execution_status: string }>(CANCEL, values)
  const canceled = rows.map(({ execution_status, ...run }) => {
    if (execution_status === 'PENDING_CANCEL') deps.signals.notifyWorker(run.id)
    return run
  })
  await settleFinishedRuns(deps, canceled, now)
  return canceled
}

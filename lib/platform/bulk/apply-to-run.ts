import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { cancelRun } from '../runs/cancel-run'
import { loadRun } from '../runs/load-run'
import { replayRun } from '../runs/replay-run'
import type { BulkActionRecord } from './bulk-action-record'

type ApplyDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

export type BulkTask = Pick<BulkActionRecord, 'id' | 'type' | 'target_region'>

/**
 * Does to one run what the action is for; whether it came of it. Doing it again comes to the same: a canceled run
 * remembers the action that canceled it, and the replay of a run by an action can be made once only.
 */
export async function applyToRun(deps: ApplyDeps, action: BulkTask, runId: string, now: Date): Promise<boolean> {
  try {
    return action.type === 'CANCEL' ? await cancel(deps, action, runId, now) : await replay(deps, action, runId, now)
  } catch (error) {
    // What a caller of the single act would be told is an answer; anything else (a database that is away) is not.
    if (!(error instanceof ApiError)) throw error
    deps.log.warn({ bulkActionId: action.id, runId, reason: error.message }, 'a bulk action passed over a run')
    return false
  }
}

/** A run that had ended counts as a failure, as on a real server; one canceled along with its parent does not. */
async function cancel(deps: ApplyDeps, action: BulkTask, runId: string, now: Date): Promise<boolean> {
  await cancelRun(deps, runId, now, action.id)
  const run = await loadRun(deps.pool, deps.environment.id, runId)
  return run?.final_status === 'CANCELED' && run.bulk_action_ids.includes(action.id)
}

async function replay(deps: ApplyDeps, action: BulkTask, runId: string, now: Date): Promise<boolean> {
  const original = await loadRun(deps.pool, deps.environment.id, runId)
  if (!original) return false
  const overrides = action.target_region === null ? {} : { region: action.target_region }
  const belongsTo = { bulkActionIds: [action.id], requestIdempotencyKey: `bulk:${action.id}:${runId}` }
  await replayRun(deps, original, overrides, now, belongsTo)
  return true
}

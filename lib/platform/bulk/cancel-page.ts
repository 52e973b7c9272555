import type { PlatformDeps } from '../http/deps'
import { cancelRuns } from '../runs/cancel-runs'
import type { BulkTask } from './bulk-task'

type CancelDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals' | 'log'>

/**
 * Cancels the runs; how many it was done to. Doing it again comes to the same: a canceled run remembers the action that
 * canceled it. One that had ended does not count, as on a real server; one canceled along with its parent does.
 */
export async function cancelPage(deps: CancelDeps, task: BulkTask, runIds: string[]): Promise<number> {
  await cancelRuns(deps, runIds, new Date(), task.id)
  const { rows } = await deps.pool.query<{ canceled: number }>(
    `select count(*) as canceled from runs where id = any($1) and final_status = 'CANCELED' and $2 = any(bulk_action_ids)`,
    [runIds, task.id],
  )
  return rows[0]?.canceled ?? 0
}

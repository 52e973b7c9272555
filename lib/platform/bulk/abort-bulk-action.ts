import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'

/** No further page is begun; one that was is carried through. False when the action was over. */
export function abortBulkAction(deps: Pick<PlatformDeps, 'pool'>, id: string, now: Date): Promise<boolean> {
  return inTransaction(deps.pool, async (client) => {
    const { rowCount } = await client.query(
      `update bulk_actions set status = 'ABORTED', completed_at = $2 where id = $1 and status = 'PENDING'`,
      [id, now],
    )
    if (rowCount === 0) return false
    await client.query('delete from bulk_action_pages where bulk_action_id = $1 and started_at is null', [id])
    await client.query(
      `update bulk_actions set next_step_at = null
       where id = $1 and not exists (select 1 from bulk_action_pages where bulk_action_id = $1)`,
      [id],
    )
    return true
  })
}

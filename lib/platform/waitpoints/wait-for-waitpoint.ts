import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { blockRun } from './block-run'
import { settleBlockedRun } from './settle-blocked-run'

/** The run waits until the waitpoint is complete; not at all when it is already. */
export async function waitForWaitpoint(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  edge: { runId: string; waitpointId: string },
  now: Date,
): Promise<void> {
  const blocked = await inTransaction(deps.pool, (client) => blockRun(client, edge, now))
  if (!blocked) throw new ApiError(422, 'Only a run that is executing can wait')
  await settleBlockedRun(deps, blocked, now)
}

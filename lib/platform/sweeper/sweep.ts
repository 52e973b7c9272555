import { expireBatches } from '../batches/expire-batches'
import { advanceBulkActions } from '../bulk/advance-bulk-actions'
import { groupFailures } from '../errors/group-failures'
import type { PlatformDeps } from '../http/deps'
import { admitRuns } from '../queues/admit-runs'
import { expireRuns } from '../runs/expire-runs'
import { findLostLeases } from '../runs/find-lost-leases'
import { loseLease } from '../runs/lose-lease'
import { queueDelayedRuns } from '../runs/queue-delayed-runs'
import { fireDueSchedules } from '../schedules/fire-due-schedules'
import { completeDueWaitpoints } from '../waitpoints/complete-due-waitpoints'

/** Does what has become due. Every step is guarded by the rows it changes, so two platforms may sweep at once. */
export async function sweep(deps: PlatformDeps, listeningSince: Date, now: Date): Promise<void> {
  await queueDelayedRuns(deps, now)
  await completeDueWaitpoints(deps, now)
  await expireRuns(deps, now)
  for (const lost of await findLostLeases(deps.pool, listeningSince, now)) await loseLease(deps, lost, 'silent', now)
  await admitRuns(deps, now)
  await expireBatches(deps, now)
  await groupFailures(deps, now)
  await advanceBulkActions(deps, now)
  await fireDueSchedules(deps, now)
  // Delays and retries that are due now are ready to hand out.
  deps.signals.queued()
}

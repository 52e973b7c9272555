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

const STEPS: Array<(deps: PlatformDeps, now: Date) => Promise<unknown>> = [
  queueDelayedRuns,
  completeDueWaitpoints,
  expireRuns,
  admitRuns,
  expireBatches,
  groupFailures,
  advanceBulkActions,
  fireDueSchedules,
]

/**
 * Does what has become due. Every step is guarded by the rows it changes, so two platforms may sweep at once; one that
 * fails must not keep the others from their work.
 */
export async function sweep(deps: PlatformDeps, listeningSince: Date, now: Date): Promise<void> {
  for (const step of [...STEPS, () => loseSilentLeases(deps, listeningSince, now)]) {
    await step(deps, now).catch((error: Error) => {
      deps.log.error({ err: error, step: step.name }, 'a step of the sweep failed; the next round tries again')
    })
  }
  // Delays and retries that are due now are ready to hand out.
  deps.signals.queued()
}

async function loseSilentLeases(deps: PlatformDeps, listeningSince: Date, now: Date): Promise<void> {
  for (const lost of await findLostLeases(deps.pool, listeningSince, now)) await loseLease(deps, lost, 'silent', now)
}

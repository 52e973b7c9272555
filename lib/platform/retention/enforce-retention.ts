import { forgetOccurrences } from '../errors/forget-occurrences'
import type { PlatformDeps } from '../http/deps'
import { deleteOldStreams } from '../streams/delete-old-streams'
import { deleteOldBatches } from './delete-old-batches'
import { deleteOldBulkActions } from './delete-old-bulk-actions'
import { deleteOldRuns } from './delete-old-runs'
import { deleteOldWaitpoints } from './delete-old-waitpoints'
import { deleteSpentRows } from './delete-spent-rows'
import { deleteUnusedPackets } from './delete-unused-packets'
import { everyPage } from './every-page'
import { findCutoff } from './find-cutoff'
import type { RetentionPolicy } from './retention-policy'

type RetentionDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'streamRetentionDays' | 'stopping' | 'log'>
/** Answers how much it deleted. */
type Step = () => Promise<number>

/** A packet is uploaded moments before the trigger that names it. */
const UNCLAIMED_PACKET_MS = 24 * 60 * 60 * 1000

/**
 * Deletes what the policy does not keep and what means nothing any more, page by page. Repeatable at any time, and by
 * two platforms at once. A step that fails must not keep the others from their work.
 */
export async function enforceRetention(deps: RetentionDeps, policy: RetentionPolicy, now: Date): Promise<void> {
  const { pool, environment } = deps
  const cutoff = await findCutoff(pool, environment.id, policy, now)
  const unclaimedSince = new Date(now.getTime() - UNCLAIMED_PACKET_MS)
  const steps: Record<string, Step> = {
    // Before the runs: a run takes its streams with it, with all their chunks in one statement.
    streams: () => deleteOldStreams(deps, now),
    ...(cutoff && stepsOf(deps, cutoff, now)),
    packets: () => everyPage(deps, (after) => deleteUnusedPackets(pool, after, unclaimedSince)),
    'error occurrences': () => forgetOccurrences(deps, now),
    'spent rows': () => deleteSpentRows(deps, now),
  }
  for (const [step, run] of Object.entries(steps)) {
    if (deps.stopping.aborted) return
    try {
      const deleted = await run()
      if (deleted > 0) deps.log.info({ step, deleted, cutoff }, 'what is too old was deleted')
    } catch (error) {
      deps.log.error({ err: error, step }, 'a step of the retention failed; the next round tries again')
    }
  }
}

/** What the policy decides about. */
function stepsOf(deps: RetentionDeps, cutoff: Date, now: Date): Record<string, Step> {
  const { pool, environment } = deps
  return {
    runs: () => everyPage(deps, (after) => deleteOldRuns(pool, environment.id, after, cutoff, now)),
    batches: () => everyPage(deps, (after) => deleteOldBatches(pool, environment.id, after, cutoff)),
    'bulk actions': () => deleteOldBulkActions(deps, cutoff),
    waitpoints: () => everyPage(deps, (after) => deleteOldWaitpoints(pool, after, cutoff, now)),
  }
}

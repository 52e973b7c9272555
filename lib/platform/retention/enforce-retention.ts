import { setTimeout as sleep } from 'node:timers/promises'
import type { PlatformDeps } from '../http/deps'
import { deleteOldBatches } from './delete-old-batches'
import { deleteOldBulkActions } from './delete-old-bulk-actions'
import { deleteOldRuns } from './delete-old-runs'
import { deleteOldWaitpoints } from './delete-old-waitpoints'
import { deleteUnusedPackets } from './delete-unused-packets'
import { findCutoff } from './find-cutoff'
import { FIRST_PAGE, type Page, type PageStart } from './page'
import type { RetentionPolicy } from './retention-policy'

type RetentionDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'stopping' | 'log'>

/** Between two pages, so that the work of the day always comes first. */
const BREATH_MS = 50
/** A packet is uploaded moments before the trigger that names it. */
const UNCLAIMED_PACKET_MS = 24 * 60 * 60 * 1000

/** Deletes what the policy does not keep, page by page. Repeatable at any time, and by two platforms at once. */
export async function enforceRetention(deps: RetentionDeps, policy: RetentionPolicy, now: Date): Promise<void> {
  const { pool, environment } = deps
  const cutoff = await findCutoff(pool, environment.id, policy, now)
  if (cutoff) {
    const runs = await everyPage(deps, (after) => deleteOldRuns(pool, environment.id, after, cutoff, now))
    await deleteOldBatches(pool, environment.id, cutoff)
    await deleteOldBulkActions(pool, environment.id, cutoff)
    const waitpoints = await everyPage(deps, (after) => deleteOldWaitpoints(pool, after, cutoff, now))
    if (runs + waitpoints > 0) deps.log.info({ runs, waitpoints, cutoff }, 'what is too old was deleted')
  }
  const unclaimedSince = new Date(now.getTime() - UNCLAIMED_PACKET_MS)
  await everyPage(deps, (after) => deleteUnusedPackets(pool, after, unclaimedSince))
}

async function everyPage(deps: RetentionDeps, page: (after: PageStart) => Promise<Page | null>): Promise<number> {
  let deleted = 0
  let after: PageStart = FIRST_PAGE
  while (!deps.stopping.aborted) {
    const done = await page(after)
    if (!done) break
    deleted += done.deleted
    after = done
    await sleep(BREATH_MS, undefined, { signal: deps.stopping }).catch(() => {})
  }
  return deleted
}

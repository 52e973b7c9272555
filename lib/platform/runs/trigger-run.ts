import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { blockRun } from '../waitpoints/block-run'
import { completeRunWaitpoints } from '../waitpoints/complete-run-waitpoints'
import { ensureRunWaitpoint } from '../waitpoints/ensure-run-waitpoint'
import { settleBlockedRun } from '../waitpoints/settle-blocked-run'
import { debounceRun } from './debounce-run'
import { enqueueRun } from './enqueue-run'
import { findIdempotentRun } from './find-idempotent-run'
import type { NewRun } from './new-run'
import type { RunRecord } from './run-record'

type TriggerDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

export interface TriggeredRun {
  run: RunRecord
  /** An earlier call made this run: its idempotency key said so. */
  isCached: boolean
}

interface MadeOrFound extends TriggeredRun {
  /** It was made, or pushed back, by this call. */
  isChanged: boolean
}

/** Makes the run, or finds the one its idempotency key names; with resumeParentOnCompletion the parent waits for it. */
export async function triggerRun(deps: TriggerDeps, run: NewRun, now: Date): Promise<TriggeredRun> {
  const waits = run.resumeParentOnCompletion && run.parentId !== null
  const { isChanged, ...triggered } = waits
    ? await triggerAndBlock(deps, run, run.parentId as string, now)
    : await makeOrFindAlone(deps, run, now)
  if (isChanged) announce(deps, triggered.run)
  return triggered
}

/** Only a key to debounce by needs more than one statement to be sure of its run. */
function makeOrFindAlone(deps: TriggerDeps, run: NewRun, now: Date): Promise<MadeOrFound> {
  if (!run.debounce) return makeOrFind(deps, deps.pool, run, now)
  return inTransaction(deps.pool, (client) => makeOrFind(deps, client, run, now))
}

function announce(deps: TriggerDeps, run: RunRecord): void {
  deps.changeLog.publish([run])
  if (run.delay_until) deps.signals.due(run.delay_until)
  else deps.signals.queued()
}

async function makeOrFind(deps: TriggerDeps, db: Pool | PoolClient, run: NewRun, now: Date): Promise<MadeOrFound> {
  const { id: environmentId } = deps.environment
  // The second round is for the caller that lost the race for a key: the winner's run is committed by then.
  for (let round = 0; round < 2; round++) {
    const lookUp = run.idempotencyKey !== null || round > 0
    const earlier = lookUp ? await findIdempotentRun(db, environmentId, run, now) : null
    if (earlier) {
      // The same request sent again gets its first answer again; only another request's run is a cached one.
      const sameRequest =
        run.requestIdempotencyKey !== null && earlier.request_idempotency_key === run.requestIdempotencyKey
      return { run: earlier, isCached: !sameRequest, isChanged: false }
    }
    const made = await make(db, environmentId, run, now)
    if (made) return { run: made, isCached: false, isChanged: true }
  }
  throw new Error(`The idempotency key of a run of ${run.taskId} changed hands twice during one call`)
}

async function make(db: Pool | PoolClient, environmentId: string, run: NewRun, now: Date): Promise<RunRecord | null> {
  const { debounce } = run
  if (!debounce) return enqueueRun(db, environmentId, run, now)
  const make = () => enqueueRun(db, environmentId, run, now)
  return debounceRun(db, environmentId, { run: { ...run, debounce }, make }, now)
}

async function triggerAndBlock(deps: TriggerDeps, run: NewRun, parentId: string, now: Date) {
  const { made, parent } = await inTransaction(deps.pool, async (client) => {
    const made = await makeOrFind(deps, client, run, now)
    const waitpointId = await ensureRunWaitpoint(client, made.run, now)
    return { made, parent: await blockRun(client, { runId: parentId, waitpointId }, now) }
  })
  if (parent) {
    // A cached child may have finished long ago: then nothing else completes what its parent waits for.
    await completeRunWaitpoints(deps, [made.run.id], now)
    await settleBlockedRun(deps, parent, now)
  }
  return made
}

import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { loadRun } from '../runs/load-run'
import { replayRun } from '../runs/replay-run'
import type { BulkTask } from './bulk-task'

type ReplayDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

/** Runs that are replayed at once. */
const CONCURRENCY = 4

/** Replays the runs; how many of them could be. Doing it again makes no second replay: each has a request key. */
export async function replayPage(deps: ReplayDeps, task: BulkTask, runIds: string[]): Promise<number> {
  const left = [...runIds]
  let replayed = 0
  const work = async () => {
    for (let runId = left.shift(); runId !== undefined; runId = left.shift()) {
      if (await replay(deps, task, runId)) replayed += 1
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return replayed
}

async function replay(deps: ReplayDeps, task: BulkTask, runId: string): Promise<boolean> {
  const original = await loadRun(deps.pool, deps.environment.id, runId)
  if (!original) return false
  const overrides = task.target_region === null ? {} : { region: task.target_region }
  const belongsTo = { bulkActionIds: [task.id], requestIdempotencyKey: `bulk:${task.id}:${runId}` }
  try {
    await replayRun(deps, original, overrides, new Date(), belongsTo)
    return true
  } catch (error) {
    // What a caller of the single act would be told is an answer; anything else (a database that is away) is not.
    if (!(error instanceof ApiError)) throw error
    deps.log.warn({ bulkActionId: task.id, runId, reason: error.message }, 'a bulk action passed over a run')
    return false
  }
}

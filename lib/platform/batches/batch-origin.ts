import type { PlatformDeps } from '../http/deps'
import { type NewRun, newRun } from '../runs/new-run'
import { withTriggerContext } from '../runs/with-trigger-context'
import type { BatchRecord } from './batch-record'

/** What the runs of a batch have in common: family, trace, and what they are part of. */
export type BatchOrigin = Partial<NewRun>

/** Where the batch came from. Without a parent or a worker's trace, every run begins a trace of its own. */
export async function batchOrigin(
  deps: Pick<PlatformDeps, 'pool' | 'environment'>,
  batch: BatchRecord,
  headers: Headers,
): Promise<BatchOrigin> {
  const alone = newRun('')
  const placed = await withTriggerContext(deps, alone, headers, batch.parent_id ?? undefined)
  const { parentId, rootId, depth, realtimeStreamsVersion, traceId, traceContext } = placed
  return {
    parentId,
    rootId,
    depth,
    realtimeStreamsVersion,
    ...(traceId !== alone.traceId && { traceId, traceContext }),
    batchId: batch.id,
    triggerFunction: batch.resume_parent_on_completion ? 'batchTriggerAndWait' : 'batchTrigger',
    resumeParentOnCompletion: batch.resume_parent_on_completion,
  }
}

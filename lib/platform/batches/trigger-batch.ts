import type { PlatformDeps } from '../http/deps'
import { addItems } from './add-items'
import { type BatchItem, newItem } from './batch-item'
import { batchOrigin } from './batch-origin'
import type { BatchRecord } from './batch-record'
import { createBatch } from './create-batch'

interface WholeBatch {
  items: Array<Omit<BatchItem, 'index'>>
  parentRunId?: string | undefined
  resumeParentOnCompletion?: boolean | undefined
  headers: Headers
}

/** A batch whose items come with it, as SDKs before 4.3 send it. The same request sent again finds its batch. */
export async function triggerBatch(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>,
  { items, headers, ...family }: WholeBatch,
  now: Date,
): Promise<{ batch: BatchRecord; isCached: boolean }> {
  const requestIdempotencyKey = headers.get('x-trigger-request-idempotency-key')
  const created = await createBatch(deps, { ...family, runCount: items.length, requestIdempotencyKey }, now)
  if (created.isCached) return created
  const origin = await batchOrigin(deps, created.batch, headers)
  const added = items.map((item, index) => newItem({ ...item, index }, origin, now))
  return { batch: (await addItems(deps, created.batch, added, now)).batch, isCached: false }
}

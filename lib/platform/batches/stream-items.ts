import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { addItems } from './add-items'
import { newItem, oversizedItem, parseBatchItem } from './batch-item'
import type { BatchOrigin } from './batch-origin'
import type { BatchRecord } from './batch-record'
import type { NewItem } from './new-item'
import { type ItemLine, MAX_ITEM_BYTES, readItems } from './read-items'

type StreamDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>

/** Items that become runs in one transaction: many are quick, few do not wait long, and all of them are in memory. */
const CHUNK_ITEMS = 250
const CHUNK_BYTES = 4 * 1024 * 1024

interface ItemStream {
  body: AsyncIterable<Uint8Array>
  origin: BatchOrigin
  /** Throws when the caller may not trigger the task. */
  authorize: (taskId: string) => void
}

export interface StreamedItems {
  accepted: number
  deduplicated: number
  /** As it is now. */
  batch: BatchRecord
}

/** Adds the items of the stream as they come. A stream that breaks leaves the ones before; it may be sent again. */
export async function streamItems(deps: StreamDeps, batch: BatchRecord, stream: ItemStream): Promise<StreamedItems> {
  if (batch.status === 'ABORTED') {
    throw new ApiError(422, `Batch batch_${batch.id} is not in PENDING status (current: ABORTED)`)
  }
  const result = { accepted: 0, deduplicated: 0, batch }
  let chunk: NewItem[] = []
  let bytes = 0
  const flush = async () => {
    const items = chunk
    chunk = []
    bytes = 0
    const added = await addItems(deps, batch, items, new Date())
    result.accepted += added.accepted
    result.deduplicated += items.length - added.accepted
    result.batch = added.batch
  }
  for await (const line of readItems(stream.body)) {
    // Whoever sends a complete batch again only wants to hear so; still, it must get rid of what it sends.
    if (batch.sealed_at) continue
    chunk.push(itemOf(line, batch, stream))
    bytes += Math.min(line.bytes, MAX_ITEM_BYTES)
    if (chunk.length >= CHUNK_ITEMS || bytes >= CHUNK_BYTES) await flush()
  }
  if (chunk.length > 0) await flush()
  return result
}

function itemOf(line: ItemLine, batch: BatchRecord, { origin, authorize }: ItemStream): NewItem {
  const item =
    'item' in line
      ? newItem(parseBatchItem(line.item), origin, new Date())
      : oversizedItem({ ...line.oversized, bytes: line.bytes }, origin)
  if (item.index >= batch.run_count) {
    throw new ApiError(422, `Item index ${item.index} exceeds batch runCount ${batch.run_count}`)
  }
  authorize(item.run.taskId)
  return item
}

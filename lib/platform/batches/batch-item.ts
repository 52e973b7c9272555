import { BatchItemNDJSON } from '@trigger.dev/core/v3'
import type { z } from 'zod'
import { ApiError } from '../http/api-error'
import { type NewRun, newRun } from '../runs/new-run'
import { runFromTriggerBody } from '../runs/trigger-options'
import type { BatchOrigin } from './batch-origin'
import type { NewItem } from './new-item'
import { MAX_ITEM_BYTES } from './read-items'

export type BatchItem = z.output<typeof BatchItemNDJSON>

/** A line of the stream, checked; what is no item ends the stream. */
export function parseBatchItem(line: unknown): BatchItem {
  const parsed = BatchItemNDJSON.safeParse(line)
  if (parsed.success) return parsed.data
  const index = (line as { index?: unknown } | null)?.index
  const where = typeof index === 'number' ? `index ${index}` : 'unknown index'
  throw new ApiError(422, `Invalid item at ${where}: ${parsed.error.message}`)
}

/** What the item asks for, or why it cannot be had: then the rest of the batch goes on without it. */
export function newItem(item: BatchItem, origin: BatchOrigin, now: Date): NewItem {
  const { index, task, options } = item
  const payload = decoded(item.payload, options?.payloadType)
  try {
    return { index, refusal: null, run: runOf(runFromTriggerBody(task, { payload, options }, now), origin, index) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const plain = runFromTriggerBody(task, { payload, options: { payloadType: options?.payloadType } }, now)
    const refusal = { code: 'BATCH_ITEM_COULD_NOT_TRIGGER', message: error.message } as const
    return { index, refusal, run: runOf(plain, origin, index) }
  }
}

/** An item that is too long to be read. */
export function oversizedItem(line: { index: number; task: string; bytes: number }, origin: BatchOrigin): NewItem {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  const message =
    `Batch item payload is too large (${kilobytes(line.bytes)}). Maximum allowed size is ${kilobytes(MAX_ITEM_BYTES)}. ` +
    'Reduce the payload size or offload large data to external storage.'
  const refusal = { code: 'PAYLOAD_TOO_LARGE', message } as const
  return { index: line.index, refusal, run: runOf({ ...newRun(line.task), payload: '{}' }, origin, line.index) }
}

function runOf(run: NewRun, origin: BatchOrigin, index: number): NewRun {
  return { ...run, ...origin, batchIndex: index }
}

/** The payload of an item is JSON that was made a string, that of a single trigger is the value itself. */
function decoded(payload: unknown, payloadType = 'application/json'): unknown {
  if (typeof payload !== 'string' || payloadType !== 'application/json') return payload
  try {
    return JSON.parse(payload)
  } catch {
    return payload
  }
}

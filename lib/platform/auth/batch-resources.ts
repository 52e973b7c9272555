import type { BatchRecord } from '../batches/batch-record'
import type { ScopedResource } from './scopes'

/** Everything a batch can be named by in a scope. */
export function batchResources(batch: BatchRecord): ScopedResource[] {
  return [{ type: 'batch', id: `batch_${batch.id}` }, { type: 'runs' }]
}

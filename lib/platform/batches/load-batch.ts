import type { Pool } from 'pg'
import { internalId } from '../runs/internal-id'
import type { BatchRecord } from './batch-record'

/** By public or internal id; null when there is none. */
export async function loadBatch(pool: Pool, environmentId: string, id: string): Promise<BatchRecord | null> {
  const { rows } = await pool.query<BatchRecord>({
    name: 'load-batch',
    text: 'select * from batches where id = $1 and environment_id = $2',
    values: [internalId('batch_', id), environmentId],
  })
  return rows[0] ?? null
}

import type { Pool } from 'pg'
import { internalId } from '../runs/internal-id'
import type { BulkActionRecord } from './bulk-action-record'

/** By its public or internal id; null when there is none. */
export async function loadBulkAction(pool: Pool, environmentId: string, id: string): Promise<BulkActionRecord | null> {
  const { rows } = await pool.query<BulkActionRecord>(
    'select * from bulk_actions where id = $1 and environment_id = $2',
    [internalId('bulk_', id), environmentId],
  )
  return rows[0] ?? null
}

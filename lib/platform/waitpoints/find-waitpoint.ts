import type { Pool } from 'pg'
import { internalId } from '../runs/internal-id'
import type { WaitpointRecord } from './waitpoint-record'

/**
 * A waitpoint that people may read and complete: a token, or a wait for a time (completing it ends the wait early). Those
 * of runs and batches complete by themselves alone.
 */
export async function findWaitpoint(
  pool: Pool,
  environmentId: string,
  friendlyId: string,
): Promise<WaitpointRecord | null> {
  const { rows } = await pool.query<WaitpointRecord>({
    name: 'find-waitpoint',
    text: `select * from waitpoints where id = $1 and environment_id = $2 and type in ('MANUAL', 'DATETIME')`,
    values: [internalId('waitpoint_', friendlyId), environmentId],
  })
  return rows[0] ?? null
}

import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { Pool } from 'pg'
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
    values: [internalWaitpointId(friendlyId), environmentId],
  })
  return rows[0] ?? null
}

/** Ids from outside may be anything: what is no waitpoint id simply finds nothing. */
function internalWaitpointId(id: string): string {
  return id.startsWith('waitpoint_') ? WaitpointId.toId(id) : id
}

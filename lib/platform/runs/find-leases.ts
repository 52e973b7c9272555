import type { Pool } from 'pg'
import type { ExecutionRecord } from './execution-record'
import { LEASED } from './run-state'

/** Those of the runs that a worker holds. */
export async function findLeases(pool: Pool, runIds: readonly string[]): Promise<ExecutionRecord[]> {
  const { rows } = await pool.query<ExecutionRecord>(
    'select * from executions where run_id = any($1) and status = any($2)',
    [runIds, LEASED],
  )
  return rows
}

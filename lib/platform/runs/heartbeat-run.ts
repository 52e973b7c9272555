import type { Pool } from 'pg'
import { LEASED } from './run-state'

/**
 * A sign of life. A worker behind by a snapshot is alive too, so any snapshot of the lease counts while it is leased;
 * a worker that lost its lease to another one is told apart when it tries to complete.
 */
export async function heartbeatRun(pool: Pool, runId: string, now: Date): Promise<void> {
  await pool.query({
    name: 'heartbeat-run',
    text: 'update executions set heartbeat_at = $2 where run_id = $1 and status = any($3)',
    values: [runId, now, LEASED],
  })
}

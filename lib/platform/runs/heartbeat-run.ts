import type { Pool } from 'pg'
import { LEASE_OF } from './change-run'
import { LEASED } from './run-state'

/**
 * A sign of life of the worker that holds the run; answers its id. A worker behind by a snapshot is alive too, so any
 * snapshot of the lease counts. One that lost its lease keeps nobody else's alive: null.
 */
export async function heartbeatRun(
  pool: Pool,
  lease: { runId: string; snapshotId: string },
  now: Date,
): Promise<string | null> {
  const { rows } = await pool.query<{ worker_id: string }>({
    name: 'heartbeat-run',
    text: `update executions set heartbeat_at = $3
           where run_id = $1 and ${LEASE_OF('snapshot_id')} = ${LEASE_OF('$2')} and status = any($4) returning worker_id`,
    values: [lease.runId, lease.snapshotId, now, LEASED],
  })
  return rows[0]?.worker_id ?? null
}

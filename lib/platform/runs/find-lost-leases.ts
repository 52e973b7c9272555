import type { Pool } from 'pg'
import type { ExecutionRecord } from './execution-record'
import { LEASED } from './run-state'

/** Workers give a sign of life every 30 s. */
export const SILENT_AFTER_MS = 60_000
/** A run that was handed out is started within moments, or its worker is gone. */
export const UNSTARTED_AFTER_MS = 30_000

/**
 * Leases without a sign of life. Nothing counts that was silent while this platform was not listening (`since`):
 * workers outlive a restart of the platform, and must get the chance to say so.
 */
export async function findLostLeases(pool: Pool, since: Date, now: Date): Promise<ExecutionRecord[]> {
  const { rows } = await pool.query<ExecutionRecord>(
    `select * from executions where status = any($1)
     and heartbeat_at <= case when status = 'PENDING_EXECUTING' then $3::timestamptz else $2::timestamptz end
     and $4::timestamptz <= case when status = 'PENDING_EXECUTING' then $3::timestamptz else $2::timestamptz end
     order by heartbeat_at limit 500`,
    [LEASED, new Date(now.getTime() - SILENT_AFTER_MS), new Date(now.getTime() - UNSTARTED_AFTER_MS), since],
  )
  return rows
}

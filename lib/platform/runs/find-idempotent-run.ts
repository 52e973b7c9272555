import type { Pool, PoolClient } from 'pg'
import type { NewRun } from './new-run'
import type { RunRecord, StoredRunStatus } from './run-record'

/** After these a key is free again: the caller may want another try. */
export const KEY_IS_FREE_AFTER: readonly StoredRunStatus[] = [
  'COMPLETED_WITH_ERRORS',
  'CRASHED',
  'SYSTEM_FAILURE',
  'TIMED_OUT',
  'EXPIRED',
]

/**
 * The run that an earlier call with the same key made. A key that ran out, or whose run failed, is taken from that run
 * here, so that the caller's new run can have it.
 */
export async function findIdempotentRun(
  db: Pool | PoolClient,
  environmentId: string,
  run: NewRun,
  now: Date,
): Promise<RunRecord | null> {
  if (run.requestIdempotencyKey) {
    const repeated = await db.query<RunRecord>('select * from runs where request_idempotency_key = $1', [
      run.requestIdempotencyKey,
    ])
    if (repeated.rows[0]) return repeated.rows[0]
  }
  if (!run.idempotencyKey) return null
  const key = [environmentId, run.taskId, run.idempotencyKey]
  await db.query(
    `update runs set idempotency_key = null
     where environment_id = $1 and task_id = $2 and idempotency_key = $3
       and (idempotency_key_expires_at <= $4 or final_status = any($5))`,
    [...key, now, KEY_IS_FREE_AFTER],
  )
  const { rows } = await db.query<RunRecord>(
    'select * from runs where environment_id = $1 and task_id = $2 and idempotency_key = $3',
    key,
  )
  return rows[0] ?? null
}

import type { PlatformDeps } from '../http/deps'
import { RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'

/** Frees the key for another run of the task; false when no run holds it. */
export async function resetIdempotencyKey(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog'>,
  taskId: string,
  key: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await deps.pool.query<RunRecord>(
    `update runs set idempotency_key = null, idempotency_key_options = null, ${RUN_CHANGED}
     where environment_id = $2 and task_id = $3 and idempotency_key = $4 returning *`,
    [now, deps.environment.id, taskId, key],
  )
  deps.changeLog.publish(rows)
  return rows.length > 0
}

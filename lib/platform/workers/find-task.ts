import type { Pool, PoolClient } from 'pg'
import { HELD_LIMITS, IS_DECLARED } from '../queues/held-limits'

export interface RegisteredTask {
  workerId: string
  version: string
  queueName: string
  ttl: string | null
  /** The concurrency limits a run of it holds. */
  limits: string[]
  /** Whether the queue and the limits the caller named exist. */
  isDeclared: boolean
}

/** What a caller may name besides the task. */
export interface TaskPlacement {
  lockedToVersion: string | null
  queueName: string | null
  limits: string[] | null
}

const FIND = `
select w.id as "workerId", w.version, t.queue_name as "queueName", t.ttl,
       ${HELD_LIMITS('$5::text[]')} as limits, ${IS_DECLARED('$1', '$4::text', '$5::text[]')} as "isDeclared"
from (select id, version from workers where environment_id = $1 and ($3::text is null or version = $3)
      order by registered_at desc limit 1) w
join worker_tasks t on t.worker_id = w.id and t.task_id = $2`

/** The task as the current version, or the named one, registered it. Null when that version does not know it. */
export async function findTask(
  db: Pool | PoolClient,
  environmentId: string,
  taskId: string,
  { lockedToVersion, queueName, limits }: TaskPlacement,
): Promise<RegisteredTask | null> {
  const { rows } = await db.query<RegisteredTask>({
    name: 'find-task',
    text: FIND,
    values: [environmentId, taskId, lockedToVersion, queueName, limits],
  })
  return rows[0] ?? null
}

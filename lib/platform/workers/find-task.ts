import type { Pool, PoolClient } from 'pg'

export interface RegisteredTask {
  workerId: string
  version: string
  queueName: string
  ttl: string | null
}

/** The task as the current version, or the named one, registered it. Null when that version does not know it. */
export async function findTask(
  db: Pool | PoolClient,
  environmentId: string,
  taskId: string,
  version: string | null = null,
): Promise<RegisteredTask | null> {
  const { rows } = await db.query<RegisteredTask>({
    name: 'find-task',
    text: `select w.id as "workerId", w.version, t.queue_name as "queueName", t.ttl
           from (select id, version from workers where environment_id = $1 and ($3::text is null or version = $3)
                 order by registered_at desc limit 1) w
           join worker_tasks t on t.worker_id = w.id and t.task_id = $2`,
    values: [environmentId, taskId, version],
  })
  return rows[0] ?? null
}

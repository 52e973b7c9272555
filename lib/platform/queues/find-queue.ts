import type { Pool } from 'pg'
import type { QueueName } from './queue-name'
import { QUEUE_ROW, QUEUE_WAITING, type QueueRow } from './queue-row'

export async function findQueue(pool: Pool, environmentId: string, name: QueueName): Promise<QueueRow | null> {
  const { rows } = await pool.query<QueueRow>(
    `select ${QUEUE_ROW} from queues q ${QUEUE_WAITING} where q.environment_id = $1 and ${name.column} = $2`,
    [environmentId, name.value],
  )
  return rows[0] ?? null
}

import { QueueId } from '@trigger.dev/core/v3/isomorphic'
import type { Pool } from 'pg'
import { presentQueue, QUEUES_WITH_COUNTS, type QueueRow } from './present-queue'

/** By id, by the task it belongs to, or by its own name. */
export async function findQueue(pool: Pool, environmentId: string, queue: string, kind: 'id' | 'task' | 'custom') {
  const column = kind === 'id' ? 'q.id' : 'q.name'
  const value = { id: queue.startsWith('queue_') ? QueueId.toId(queue) : queue, task: `task/${queue}`, custom: queue }[
    kind
  ]
  const { rows } = await pool.query<QueueRow>(`${QUEUES_WITH_COUNTS} and ${column} = $2`, [environmentId, value])
  return rows[0] ? presentQueue(rows[0]) : null
}

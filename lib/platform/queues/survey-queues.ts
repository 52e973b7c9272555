import type { Pool } from 'pg'
import { presentQueue } from './present-queue'
import { QUEUE_ROW, QUEUE_WAITING, type QueueRow } from './queue-row'

/** Every queue with what its API object does not say: since when its head waits, and for how many keys runs wait. */
export async function surveyQueues(pool: Pool, environmentId: string) {
  const { rows } = await pool.query<QueueRow>(
    `select ${QUEUE_ROW} from queues q ${QUEUE_WAITING} where q.environment_id = $1 order by q.name`,
    [environmentId],
  )
  return rows.map((queue) => ({
    ...presentQueue(queue),
    oldestQueuedAt: queue.oldest_queued_at,
    waitingKeys: queue.waiting_keys,
  }))
}

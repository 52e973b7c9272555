import type { Pool } from 'pg'
import { presentReadQueue } from './present-queue'
import { QUEUE_ROW, QUEUE_WAITING, type QueueRow } from './queue-row'

/** SQL for the name as callers see it, by which they are sorted. */
const SHOWN_NAME = `regexp_replace(q.name, '^task/', '')`

/** Queues by name, with page numbers: there are only as many as the code names. */
export async function listQueues(pool: Pool, environmentId: string, page: { page: number; perPage: number }) {
  const counted = await pool.query<{ count: number }>(
    'select count(*) as count from queues where environment_id = $1',
    [environmentId],
  )
  const count = counted.rows[0]?.count ?? 0
  const { rows } = await pool.query<QueueRow>(
    `select ${QUEUE_ROW} from queues q ${QUEUE_WAITING} where q.environment_id = $1 order by ${SHOWN_NAME} limit $2 offset $3`,
    [environmentId, page.perPage, (page.page - 1) * page.perPage],
  )
  return {
    data: rows.map(presentReadQueue),
    pagination: { currentPage: page.page, totalPages: Math.ceil(count / page.perPage), count },
  }
}

import type { Pool } from 'pg'
import { LIMIT_ROW, type LimitRow } from './limit-row'

export async function findLimit(pool: Pool, environmentId: string, name: string): Promise<LimitRow | null> {
  const { rows } = await pool.query<LimitRow>(
    `select ${LIMIT_ROW} from concurrency_limits l where l.environment_id = $1 and l.name = $2`,
    [environmentId, name],
  )
  return rows[0] ?? null
}

/** Limits by name, with page numbers: there are only as many as the code names. */
export async function listLimits(pool: Pool, environmentId: string, page: { page: number; perPage: number }) {
  const { rows: counted } = await pool.query<{ count: number }>(
    'select count(*) as count from concurrency_limits where environment_id = $1',
    [environmentId],
  )
  const count = counted[0]?.count ?? 0
  const { rows } = await pool.query<LimitRow>(
    `select ${LIMIT_ROW} from concurrency_limits l where l.environment_id = $1 order by l.name limit $2 offset $3`,
    [environmentId, page.perPage, (page.page - 1) * page.perPage],
  )
  const pagination = { currentPage: page.page, totalPages: Math.ceil(count / page.perPage), count }
  return { limits: rows, pagination }
}

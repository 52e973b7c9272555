import type { Pool } from 'pg'
import type { RetentionPolicy } from './retention-policy'

const DAY_MS = 24 * 60 * 60 * 1000

/** What is over and older than this may go; null when everything is kept. */
export async function findCutoff(
  pool: Pool,
  environmentId: string,
  policy: RetentionPolicy,
  now: Date,
): Promise<Date | null> {
  const byAge = policy.days === null ? null : new Date(now.getTime() - policy.days * DAY_MS)
  const byCount = policy.runs === null ? null : await oldestKept(pool, environmentId, policy.runs)
  if (!byAge || !byCount) return byAge ?? byCount
  return new Date(Math.max(byAge.getTime(), byCount.getTime()))
}

/** Null when there are not more runs than that. */
async function oldestKept(pool: Pool, environmentId: string, count: number): Promise<Date | null> {
  const { rows } = await pool.query<{ created_at: Date }>(
    'select created_at from runs where environment_id = $1 order by created_at desc, id desc limit 2 offset $2',
    [environmentId, count - 1],
  )
  return rows.length === 2 ? (rows[0]?.created_at ?? null) : null
}

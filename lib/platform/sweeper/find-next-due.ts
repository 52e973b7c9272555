import type { Pool } from 'pg'

const NEXT_DUE = `select least(
  (select min(available_at) from executions where status = 'DELAYED'),
  (select min(available_at) from executions where status = 'QUEUED' and expires_at is null and available_at > $1),
  (select min(expires_at) from executions where status = 'QUEUED' and expires_at is not null),
  (select min(wake_at) from schedules where wake_at is not null),
  (select min(completed_after) from waitpoints where status = 'PENDING' and completed_after is not null),
  (select min(next_step_at) from bulk_actions where next_step_at is not null)) as at`

/** When the sweeper has the next thing to do, as far as the database knows; null when nothing is planned. */
export async function findNextDue(pool: Pool, now: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>({ name: 'next-due', text: NEXT_DUE, values: [now] })
  return rows[0]?.at ?? null
}

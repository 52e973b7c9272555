import type { Pool } from 'pg'
import type { Page, PageStart } from './page'

const PAGE_SIZE = 500

const DELETE = `
with old as (
  select id, completed_at from waitpoints
  where status = 'COMPLETED' and (completed_at, id) > ($1, $2) and completed_at < $3 order by completed_at, id limit ${PAGE_SIZE}
), deleted as (
  delete from waitpoints w using old where w.id = old.id and w.completed_by_run_id is null
    and (not w.user_provided_idempotency_key or w.idempotency_key_expires_at is null or w.idempotency_key_expires_at <= $4)
    and not exists (select 1 from run_waitpoints rw where rw.waitpoint_id = w.id)
  returning w.id
)
select (select count(*) from deleted) as deleted, last.completed_at as at, last.id as name
from (select * from old order by completed_at desc, id desc limit 1) last`

/** A page of the waits and tokens that were completed before the cutoff; null after the last page. */
export async function deleteOldWaitpoints(pool: Pool, after: PageStart, cutoff: Date, now: Date): Promise<Page | null> {
  const { rows } = await pool.query<Page>(DELETE, [after.at, after.name, cutoff, now])
  return rows[0] ?? null
}

import type { Pool } from 'pg'
import type { Page, PageStart } from './page'

const PAGE_SIZE = 200

// Nobody may miss the run: not a parent or root that is still under way, not who waits for it or for its batch, not the
// worker that holds it, not a caller whose idempotency key promises it.
const DELETE = `
with old as (
  select id, created_at from runs where environment_id = $1 and (created_at, id) > ($2, $3) and created_at < $4
  order by created_at, id limit ${PAGE_SIZE}
), gone as (
  select run.id from old join runs run on run.id = old.id
  where run.final_status is not null and run.completed_at < $4
    and (run.idempotency_key is null or run.idempotency_key_expires_at <= $5)
    and not exists (select 1 from runs kin where kin.id in (run.root_id, run.parent_id) and kin.final_status is null)
    and not exists (select 1 from executions e where e.run_id = run.id and e.status <> 'FINISHED')
    and not exists (select 1 from batches b where b.id = run.batch_id and b.sealed_at is null and b.status = 'PENDING')
    and not exists (select 1 from waitpoints w left join run_waitpoints rw on rw.waitpoint_id = w.id
                    where w.completed_by_run_id = run.id and (w.status = 'PENDING' or rw.run_id is not null))
), without_events as (
  delete from trace_events where run_id in (select id from gone)
), without_waitpoints as (
  delete from waitpoints where completed_by_run_id in (select id from gone)
), deleted as (
  delete from runs where id in (select id from gone) returning id
)
select (select count(*) from deleted) as deleted, last.created_at as at, last.id as name
from (select id, created_at from old order by created_at desc, id desc limit 1) last`

/** A page of the runs that are over and older than the cutoff, with all that belongs to them; null after the last page. */
export async function deleteOldRuns(
  pool: Pool,
  environmentId: string,
  after: PageStart,
  cutoff: Date,
  now: Date,
): Promise<Page | null> {
  const { rows } = await pool.query<Page>(DELETE, [environmentId, after.at, after.name, cutoff, now])
  return rows[0] ?? null
}

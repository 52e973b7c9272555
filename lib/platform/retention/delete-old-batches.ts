import type { Pool } from 'pg'
import type { Page, PageStart } from './page'

/** A batch takes up to a thousand items with it. */
const PAGE_SIZE = 50

const DELETE = `
with old as (
  select id, created_at from batches where environment_id = $1 and (created_at, id) > ($2, $3) and created_at < $4
  order by created_at, id limit ${PAGE_SIZE}
), deleted as (
  delete from batches b using old where b.id = old.id and (b.sealed_at is not null or b.status = 'ABORTED')
    and not exists (select 1 from runs where batch_id = b.id)
  returning b.id
), without_waitpoints as (
  delete from waitpoints where completed_by_batch_id in (select id from deleted)
)
select (select count(*) from deleted) as deleted, last.created_at as at, last.id as name
from (select * from old order by created_at desc, id desc limit 1) last`

/** A page of the batches whose runs are gone; null after the last page. */
export async function deleteOldBatches(
  pool: Pool,
  environmentId: string,
  after: PageStart,
  cutoff: Date,
): Promise<Page | null> {
  const { rows } = await pool.query<Page>(DELETE, [environmentId, after.at, after.name, cutoff])
  return rows[0] ?? null
}

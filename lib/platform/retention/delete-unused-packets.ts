import type { Pool } from 'pg'
import type { Page, PageStart } from './page'

const PAGE_SIZE = 100

const DELETE = `
with old as (
  select name, created_at from packets where (created_at, name) > ($1, $2) and created_at < $3
  order by created_at, name limit ${PAGE_SIZE}
), deleted as (
  delete from packets p using old where p.name = old.name
    and not exists (select 1 from runs where payload_type = 'application/store' and payload = p.name)
    and not exists (select 1 from runs where output_type = 'application/store' and output = p.name)
    and not exists (select 1 from waitpoints where output_type = 'application/store' and output = p.name)
  returning p.name
)
select (select count(*) from deleted) as deleted, last.created_at as at, last.name
from (select * from old order by created_at desc, name desc limit 1) last`

/**
 * A page of the packets that nothing refers to (any more): of deleted runs, and of triggers that never came. Replays
 * share the packet of their original, so it goes with the last of them. Null after the last page.
 */
export async function deleteUnusedPackets(pool: Pool, after: PageStart, before: Date): Promise<Page | null> {
  const { rows } = await pool.query<Page>(DELETE, [after.at, after.name, before])
  return rows[0] ?? null
}

import type { Pool } from 'pg'

const PAGE_SIZE = 500

const DELETE = `
with deleted as (
  delete from batches where id in (
    select id from batches b where environment_id = $1 and created_at < $2 and (sealed_at is not null or status = 'ABORTED')
      and not exists (select 1 from runs where batch_id = b.id) limit ${PAGE_SIZE})
  returning id
)
delete from waitpoints where completed_by_batch_id in (select id from deleted)`

/** The batches whose runs are gone. */
export async function deleteOldBatches(pool: Pool, environmentId: string, cutoff: Date): Promise<void> {
  await pool.query(DELETE, [environmentId, cutoff])
}

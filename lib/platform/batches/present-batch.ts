import type { Pool } from 'pg'
import type { BatchRecord } from './batch-record'

const ITEMS = `
select 'run_' || i.run_id as id, coalesce(r.final_status is not null, true) as ended
from batch_items i left join runs r on r.id = i.run_id where i.batch_id = $1 order by i.index`

/** What both versions of the API say of a batch; `runs` in the order of the items. */
export async function presentBatch(pool: Pool, batch: BatchRecord) {
  const { rows } = await pool.query<{ id: string; ended: boolean }>(ITEMS, [batch.id])
  const isOver = batch.sealed_at !== null && rows.every((run) => run.ended)
  return {
    id: `batch_${batch.id}`,
    status: isOver ? ('COMPLETED' as const) : batch.status,
    idempotencyKey: batch.idempotency_key ?? undefined,
    createdAt: batch.created_at,
    updatedAt: batch.updated_at,
    runCount: batch.run_count,
    runs: rows.map((run) => run.id),
  }
}

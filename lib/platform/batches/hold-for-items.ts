import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import type { BatchRecord } from './batch-record'

// Who waits for the seal of the batch waits for its items too; without anybody nothing is made. The locks make runs that
// are finishing right now wait for us, so that their finisher, which completes waitpoints in a later statement, sees them.
const HOLDERS = `
select rw.run_id from run_waitpoints rw join waitpoints w on w.id = rw.waitpoint_id where w.completed_by_batch_id = $1`
const LOCK = 'select 1 from runs where id = any($1) order by id for no key update'
const HOLD = `
with made as (
  insert into waitpoints (id, environment_id, type, completed_by_run_id, created_at)
  select new.id, $3, 'RUN', new.run_id, $1 from unnest($4::text[], $5::text[]) as new (id, run_id)
  on conflict (completed_by_run_id) where completed_by_run_id is not null do update set type = 'RUN'
  returning id, completed_by_run_id
)
insert into run_waitpoints (run_id, waitpoint_id, batch_id, batch_index, created_at)
select holder.run_id, made.id, $2, item.index, $1
from unnest($6::text[], $7::int[]) as item (run_id, index)
join made on made.completed_by_run_id = item.run_id
cross join unnest($8::text[]) as holder (run_id)
on conflict do nothing`

/** Makes whoever waits for the batch wait for these items of it. */
export async function holdForItems(
  client: PoolClient,
  batch: Pick<BatchRecord, 'id' | 'environment_id'>,
  items: ReadonlyArray<{ index: number; run_id: string }>,
  now: Date,
): Promise<void> {
  if (items.length === 0) return
  const holders = await client.query<{ run_id: string }>(HOLDERS, [batch.id])
  if (holders.rows.length === 0) return
  const runIds = [...new Set(items.map((item) => item.run_id))]
  await client.query(LOCK, [runIds])
  await client.query(HOLD, [
    now,
    batch.id,
    batch.environment_id,
    runIds.map(() => WaitpointId.generate().id),
    runIds,
    items.map((item) => item.run_id),
    items.map((item) => item.index),
    holders.rows.map((holder) => holder.run_id),
  ])
}

import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { completeRunWaitpoints } from '../waitpoints/complete-run-waitpoints'
import { resumeWaiters } from '../waitpoints/resume-waiters'
import type { BatchRecord } from './batch-record'
import { holdForItems } from './hold-for-items'
import { type AddedItem, makeRuns } from './make-runs'
import type { NewItem } from './new-item'
import { placeItems } from './place-items'
import { refuseRuns } from './refuse-runs'

type AddDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>

export interface AddedItems {
  accepted: number
  /** As it is now. */
  batch: BatchRecord
}

// Before anything else of the batch: whoever makes a parent wait for it takes the same lock, so that one of the two sees
// what the other did.
const LOCK = 'select 1 from batches where id = $1 for no key update'

const CLAIM = `
insert into batch_items (batch_id, index, run_id)
select $1, item.index, item.run_id from unnest($2::int[], $3::text[]) as item (index, run_id)
on conflict do nothing returning index`

const REPOINT = `
update batch_items set run_id = item.run_id from unnest($2::int[], $3::text[]) as item (index, run_id)
where batch_id = $1 and batch_items.index = item.index`

// The item that completes the batch seals it, in the same transaction: no crash leaves a full batch open.
const COUNT = `
with batch as (
  update batches set item_count = item_count + $3, updated_at = $1,
    sealed_at = case when item_count + $3 = run_count then coalesce(sealed_at, $1) end
  where id = $2 and status = 'PENDING' returning *
), waitpoint as (
  update waitpoints set status = 'COMPLETED', completed_at = $1 from batch
  where completed_by_batch_id = batch.id and batch.sealed_at is not null and waitpoints.status = 'PENDING'
  returning waitpoints.id
)
select batch.*, (select id from waitpoint) as waitpoint_id from batch`

/** Turns these items into runs, all in one transaction. An item the batch has already is passed over. */
export async function addItems(deps: AddDeps, batch: BatchRecord, items: NewItem[], now: Date): Promise<AddedItems> {
  const { added, refused, counted } = await inTransaction(deps.pool, async (client) => {
    await client.query(LOCK, [batch.id])
    const fresh = await placeItems(client, deps.environment.id, await claim(client, batch, items), now)
    const added = await makeRuns(client, deps.environment.id, fresh, now)
    await repoint(client, batch, added)
    await holdForItems(
      client,
      batch,
      added.map(({ index, run }) => ({ index, run_id: run.id })),
      now,
    )
    const refused = await refuseRuns(client, added, now)
    return { added, refused, counted: await count(client, batch, added.length, now) }
  })
  const accepted = added.filter((item) => !item.refusal).map((item) => item.run)
  deps.changeLog.publish([...accepted, ...refused])
  for (const { delay_until } of accepted) if (delay_until) deps.signals.due(delay_until)
  deps.signals.queued()
  // Runs that may have ended before the batch had them: nobody else completes what waits for them.
  const endedBefore = added.filter((item) => !item.isNew || item.refusal).map((item) => item.run.id)
  if (endedBefore.length > 0) await completeRunWaitpoints(deps, endedBefore, now)
  if (counted.waitpoint_id) await resumeWaiters(deps, [counted.waitpoint_id], now)
  return { accepted: added.length, batch: counted }
}

/** Of two streams with the same item, and of two lines in one, the first has it. */
async function claim(client: PoolClient, batch: BatchRecord, items: NewItem[]): Promise<NewItem[]> {
  const first = [...new Map([...items].reverse().map((item) => [item.index, item])).values()]
  const { rows } = await client.query<{ index: number }>(CLAIM, [
    batch.id,
    first.map((item) => item.index),
    first.map((item) => item.run.id),
  ])
  const claimed = new Set(rows.map((row) => row.index))
  return first.filter((item) => claimed.has(item.index)).sort((a, b) => a.index - b.index)
}

async function repoint(client: PoolClient, batch: BatchRecord, items: AddedItem[]): Promise<void> {
  const cached = items.filter((item) => !item.isNew)
  if (cached.length === 0) return
  await client.query(REPOINT, [batch.id, cached.map((item) => item.index), cached.map((item) => item.run.id)])
}

async function count(client: PoolClient, batch: BatchRecord, accepted: number, now: Date) {
  const { rows } = await client.query<BatchRecord & { waitpoint_id: string | null }>(COUNT, [now, batch.id, accepted])
  if (!rows[0]) throw new ApiError(422, `Batch batch_${batch.id} is not in PENDING status (current: ABORTED)`)
  return rows[0]
}

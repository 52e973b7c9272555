import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import type { RunRecord } from '../runs/run-record'
import { blockRun } from '../waitpoints/block-run'
import type { BatchRecord } from './batch-record'
import { holdForItems } from './hold-for-items'

/** Makes the parent wait for the seal of the batch, and for the items it has already. Null: the parent is not executing. */
export async function holdParent(
  client: PoolClient,
  batch: BatchRecord,
  parentId: string,
  now: Date,
): Promise<{ parent: RunRecord | null; itemRunIds: string[] }> {
  const { rows } = await client.query<{ id: string }>(
    `insert into waitpoints (id, environment_id, type, completed_by_batch_id, status, created_at, completed_at)
     values ($1, $2, 'BATCH', $3, $4, $5, $6)
     on conflict (completed_by_batch_id) where completed_by_batch_id is not null do update set type = 'BATCH' returning id`,
    [
      WaitpointId.generate().id,
      batch.environment_id,
      batch.id,
      batch.sealed_at ? 'COMPLETED' : 'PENDING',
      now,
      batch.sealed_at,
    ],
  )
  const waitpointId = rows[0]?.id
  if (!waitpointId) throw new Error(`No waitpoint row came back for batch ${batch.id}`)
  const parent = await blockRun(client, { runId: parentId, waitpointId }, now)
  const items = await client.query<{ index: number; run_id: string }>(
    'select index, run_id from batch_items where batch_id = $1',
    [batch.id],
  )
  await holdForItems(client, batch, items.rows, now)
  return { parent, itemRunIds: items.rows.map((item) => item.run_id) }
}

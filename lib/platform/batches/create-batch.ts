import type { CreateBatchRequestBody } from '@trigger.dev/core/v3'
import { BatchId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import type { z } from 'zod'
import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { internalId } from '../runs/internal-id'
import { completeRunWaitpoints } from '../waitpoints/complete-run-waitpoints'
import { settleBlockedRun } from '../waitpoints/settle-blocked-run'
import type { BatchRecord } from './batch-record'
import { holdParent } from './hold-parent'

type NewBatch = z.output<typeof CreateBatchRequestBody> & { requestIdempotencyKey: string | null }

/** As on a real server. */
const MAX_RUN_COUNT = 1_000
const SEAL_WITHIN_MS = 30 * 60 * 1000
const IDEMPOTENCY_TTL_MS = 30 * 24 * 60 * 60 * 1000

/**
 * The shell that items are streamed into; with resumeParentOnCompletion the parent waits from here on. An idempotency
 * key leads to the batch that had it first, cached once that is sealed: until then its items are asked for again, for
 * whoever made it may be gone.
 */
export async function createBatch(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>,
  wanted: NewBatch,
  now: Date,
): Promise<{ batch: BatchRecord; isCached: boolean }> {
  const { runCount, resumeParentOnCompletion } = wanted
  if (runCount > MAX_RUN_COUNT) {
    throw new ApiError(400, `Batch runCount of ${runCount} exceeds maximum allowed of ${MAX_RUN_COUNT}.`)
  }
  const parentId = wanted.parentRunId === undefined ? null : internalId('run_', wanted.parentRunId)
  const { batch, held } = await inTransaction(deps.pool, async (client) => {
    const batch = await insertOrFind(client, deps.environment.id, wanted, parentId, now)
    return { batch, held: parentId && resumeParentOnCompletion ? await holdParent(client, batch, parentId, now) : null }
  })
  if (held?.parent) {
    await completeRunWaitpoints(deps, held.itemRunIds, now)
    await settleBlockedRun(deps, held.parent, now)
  }
  return { batch, isCached: batch.sealed_at !== null }
}

/** The row is locked, as adding items locks it: a parent that comes back to the batch holds the items before or after. */
async function insertOrFind(
  client: PoolClient,
  environmentId: string,
  wanted: NewBatch,
  parentId: string | null,
  now: Date,
): Promise<BatchRecord> {
  const { idempotencyKey = null, requestIdempotencyKey } = wanted
  if (idempotencyKey !== null) {
    await client.query(
      `update batches set idempotency_key = null where environment_id = $1 and idempotency_key = $2
         and (idempotency_key_expires_at <= $3 or status = 'ABORTED')`,
      [environmentId, idempotencyKey, now],
    )
  }
  const made = await client.query<BatchRecord>(
    `insert into batches (id, environment_id, run_count, parent_id, resume_parent_on_completion, idempotency_key,
                          idempotency_key_expires_at, request_idempotency_key, created_at, updated_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10) on conflict do nothing returning *`,
    [
      BatchId.generate().id,
      environmentId,
      wanted.runCount,
      parentId,
      wanted.resumeParentOnCompletion ?? false,
      idempotencyKey,
      new Date(now.getTime() + IDEMPOTENCY_TTL_MS),
      requestIdempotencyKey,
      now,
      new Date(now.getTime() + SEAL_WITHIN_MS),
    ],
  )
  const found =
    made.rows[0] ??
    (
      await client.query<BatchRecord>(
        `select * from batches where environment_id = $1 and (request_idempotency_key = $2 or idempotency_key = $3)
         order by request_idempotency_key = $2 desc nulls last limit 1 for no key update`,
        [environmentId, requestIdempotencyKey, idempotencyKey],
      )
    ).rows[0]
  if (!found) throw new Error('The idempotency key of a batch changed hands during the call')
  return found
}

import { CreateBatchRequestBody } from '@trigger.dev/core/v3'
import { type Context, Hono } from 'hono'
import { batchResources } from '../../auth/batch-resources'
import { oneBatch } from '../../auth/one-batch'
import { publicTokenHeaders } from '../../auth/public-token-headers'
import { requireParentScope } from '../../auth/require-parent-scope'
import { withOneTimeUse } from '../../auth/with-one-time-use'
import { batchOrigin } from '../../batches/batch-origin'
import type { BatchRecord } from '../../batches/batch-record'
import { batchResults } from '../../batches/batch-results'
import { createBatch } from '../../batches/create-batch'
import { loadBatch } from '../../batches/load-batch'
import { presentBatch } from '../../batches/present-batch'
import { streamItems } from '../../batches/stream-items'
import { ApiError, notFoundYet } from '../api-error'
import { authenticate, type Caller, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const MAX_CREATE_BYTES = 128 * 1024
const TOKEN_LIFETIME_S = 60 * 60

/** Batches: made empty, filled by a stream of items, read. */
export function batchRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v3/batches', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const body = await readBody(c, CreateBatchRequestBody, { maxBytes: MAX_CREATE_BYTES })
    requireBatchScope(caller, body.taskIdentifiers)
    await requireParentScope(deps, caller, body.parentRunId)
    const requestIdempotencyKey = c.req.header('x-trigger-request-idempotency-key') ?? null
    const now = new Date()
    const { batch, isCached } = await withOneTimeUse(deps.pool, caller, oneBatch(requestIdempotencyKey), () =>
      createBatch(deps, { ...body, requestIdempotencyKey }, now),
    )
    const answer = { id: `batch_${batch.id}`, runCount: batch.run_count, isCached, idempotencyKey: body.idempotencyKey }
    return c.json(answer, 202, batchToken(deps, c, caller, batch, now))
  })

  routes.post('/api/v3/batches/:id/items', async (c) => {
    requireNdjson(c)
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const id = c.req.param('id')
    const { body } = c.req.raw
    if (!body) throw new ApiError(400, 'Request body is required')
    const batch = await loadBatch(deps.pool, deps.environment.id, id)
    if (!batch) throw new ApiError(422, `Batch ${id} not found`)
    const authorize = (task: string) => requireItemScope(caller, batch, task)
    const origin = await batchOrigin(deps, batch, c.req.raw.headers)
    const stream = { body: body as unknown as AsyncIterable<Uint8Array>, origin, authorize }
    const { accepted, deduplicated, batch: filled } = await streamItems(deps, batch, stream)
    const sealed = filled.sealed_at !== null
    return c.json({
      id: `batch_${batch.id}`,
      itemsAccepted: accepted,
      itemsDeduplicated: deduplicated,
      sealed,
      ...(!sealed && { enqueuedCount: filled.item_count, expectedCount: filled.run_count }),
      runCount: filled.run_count,
    })
  })

  routes.get('/api/v1/batches/:id', async (c) => {
    const batch = await readableBatch(deps, c)
    const { item_count, sealed_at } = batch
    return c.json({
      ...(await presentBatch(deps.pool, batch)),
      // Counts of items that became runs, whatever became of the runs.
      ...(sealed_at && { successfulRunCount: item_count, failedRunCount: 0 }),
    })
  })

  routes.get('/api/v2/batches/:id', async (c) => {
    const batch = await readableBatch(deps, c)
    const { runCount, runs, ...presented } = await presentBatch(deps.pool, batch)
    const processingCompletedAt = batch.sealed_at ?? undefined
    const processing = { completedAt: processingCompletedAt, errors: [] }
    return c.json({ ...presented, processingCompletedAt, runCount, runs, processing })
  })

  routes.get('/api/v1/batches/:id/results', async (c) => {
    await authenticate(deps, c.req.raw)
    const batch = await loadBatch(deps.pool, deps.environment.id, c.req.param('id'))
    if (!batch) throw new ApiError(404, 'Batch not found')
    return c.json(await batchResults(deps.pool, batch))
  })

  return routes
}

async function readableBatch(deps: PlatformDeps, c: Context): Promise<BatchRecord> {
  const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
  const batch = await loadBatch(deps.pool, deps.environment.id, c.req.param('id') ?? '')
  if (!batch) throw notFoundYet()
  requireScope(caller, 'read', batchResources(batch))
  return batch
}

/** A caller that says which tasks it means needs each of them, one that does not needs all tasks. */
function requireBatchScope(caller: Caller, taskIds: string[] | undefined): void {
  if (!taskIds) requireScope(caller, 'batchTrigger', [{ type: 'batch' }, { type: 'tasks' }])
  for (const id of taskIds ?? []) requireScope(caller, 'batchTrigger', [{ type: 'tasks', id }])
}

/** The batch's own token, or one for the task. */
function requireItemScope(caller: Caller, batch: BatchRecord, taskId: string): void {
  if (caller.kind === 'public' && caller.scopes.includes(`write:batch:batch_${batch.id}`)) return
  requireScope(caller, 'batchTrigger', [{ type: 'tasks', id: taskId }])
}

/** A browser, which holds no secret key, may also fill the batch it made. */
function batchToken(deps: PlatformDeps, c: Context, caller: Caller, batch: BatchRecord, now: Date) {
  const id = `batch_${batch.id}`
  const fills = c.req.header('x-trigger-client') === 'browser' && caller.kind === 'public'
  const scopes = fills ? [`read:batch:${id}`, `write:batch:${id}`] : [`read:batch:${id}`]
  return publicTokenHeaders(deps, { scopes, lifetimeS: TOKEN_LIFETIME_S }, now)
}

function requireNdjson(c: Context): void {
  if (/application\/(x-)?ndjson/.test(c.req.header('content-type') ?? '')) return
  throw new ApiError(415, 'Content-Type must be application/x-ndjson or application/ndjson')
}

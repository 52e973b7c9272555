import { BatchTriggerTaskRequestBody, BatchTriggerTaskV3RequestBody } from '@trigger.dev/core/v3'
import { Hono } from 'hono'
import { oneBatch } from '../../auth/one-batch'
import { publicTokenHeaders } from '../../auth/public-token-headers'
import { requireParentScope } from '../../auth/require-parent-scope'
import { withOneTimeUse } from '../../auth/with-one-time-use'
import type { BatchRecord } from '../../batches/batch-record'
import { presentBatch } from '../../batches/present-batch'
import { triggerBatch } from '../../batches/trigger-batch'
import { ApiError } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** As on a real server. */
const MAX_ITEMS = 500
const MAX_ITEMS_OF_ONE_TASK = 100
const TOKEN_LIFETIME_S = 60 * 60

/** Batches as SDKs before 4.3 trigger them: in one request. */
export function legacyBatchRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v2/tasks/batch', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const body = await readBody(c, BatchTriggerTaskV3RequestBody)
    for (const { task } of body.items) requireScope(caller, 'batchTrigger', [{ type: 'tasks', id: task }])
    if (body.items.length === 0) throw new ApiError(400, 'Batch cannot be triggered with no items')
    if (body.items.length > MAX_ITEMS) {
      const limit = `Maximum allowed batch size is ${MAX_ITEMS}.`
      throw new ApiError(400, `Batch size of ${body.items.length} is too large. ${limit}`)
    }
    await requireParentScope(deps, caller, body.parentRunId)
    const now = new Date()
    const requestKey = c.req.header('x-trigger-request-idempotency-key') ?? null
    const { batch, isCached } = await withOneTimeUse(deps.pool, caller, oneBatch(requestKey), () =>
      triggerBatch(deps, { ...body, headers: c.req.raw.headers }, now),
    )
    return c.json({ id: `batch_${batch.id}`, isCached, runCount: batch.run_count }, 202, tokenOf(deps, batch, now))
  })

  routes.post('/api/v1/tasks/:taskId/batch', async (c) => {
    await authenticate(deps, c.req.raw)
    const { items } = await readBody(c, BatchTriggerTaskRequestBody)
    if (items.length === 0) throw new ApiError(400, 'No items to trigger')
    if (items.length > MAX_ITEMS_OF_ONE_TASK) {
      throw new ApiError(400, `Too many items. Maximum allowed batch size is ${MAX_ITEMS_OF_ONE_TASK}.`)
    }
    const task = c.req.param('taskId')
    const now = new Date()
    const ofTask = items.map(({ payload, options }) => ({ task, payload, options }))
    const { batch } = await triggerBatch(deps, { items: ofTask, headers: c.req.raw.headers }, now)
    const { id, runs } = await presentBatch(deps.pool, batch)
    return c.json({ batchId: id, runs }, 200, tokenOf(deps, batch, now))
  })

  return routes
}

function tokenOf(deps: PlatformDeps, batch: BatchRecord, now: Date) {
  return publicTokenHeaders(deps, { scopes: [`read:batch:batch_${batch.id}`], lifetimeS: TOKEN_LIFETIME_S }, now)
}

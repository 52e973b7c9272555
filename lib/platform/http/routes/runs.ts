import { AddTagsRequestBody, ReplayRunRequestBody, RescheduleRunRequestBody } from '@trigger.dev/core/v3'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { runResources } from '../../auth/run-resources'
import type { ScopedResource } from '../../auth/scopes'
import { addTags } from '../../runs/add-tags'
import { cancelRuns } from '../../runs/cancel-runs'
import { findRelatedRuns } from '../../runs/find-related-runs'
import { loadRun } from '../../runs/load-run'
import { presentResult } from '../../runs/present-result'
import { presentRun } from '../../runs/present-run'
import { replayRun } from '../../runs/replay-run'
import { rescheduleRun } from '../../runs/reschedule-run'
import { resetIdempotencyKey } from '../../runs/reset-idempotency-key'
import type { RunRecord } from '../../runs/run-record'
import { ApiError, notFoundYet } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const ResetBody = z.object({ taskIdentifier: z.string() })

/** Reading and acting on single runs. */
export function runRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v3/runs/:id', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id'))
    if (!run) throw notFoundYet()
    requireScope(caller, 'read', runResources(run))
    return c.json(await presentRun(deps, run, await findRelatedRuns(deps.pool, run)))
  })

  routes.get('/api/v1/runs/:id/result', async (c) => {
    await authenticate(deps, c.req.raw)
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id'))
    if (!run?.final_status) throw new ApiError(404, "Run either doesn't exist or is not finished")
    return c.json(presentResult(run))
  })

  routes.post('/api/v2/runs/:id/cancel', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id'))
    // Neither its tags nor its batch, and no word about whether it exists to those who may not cancel it.
    const task: ScopedResource[] = run ? [{ type: 'tasks', id: run.task_id }] : []
    requireScope(caller, 'write', [{ type: 'runs', id: c.req.param('id') }, ...task])
    if (!run) throw new ApiError(404, 'Resource not found')
    await cancelRuns(deps, [run.id], new Date())
    return c.json({ id: RunId.toFriendlyId(run.id) })
  })

  routes.post('/api/v1/runs/:id/replay', async (c) => {
    await authenticate(deps, c.req.raw)
    const overrides = await readBody(c, ReplayRunRequestBody, { emptyIs: {} })
    const run = await requireRun(deps, c, 'Resource not found')
    const replay = await replayRun(deps, run, overrides, new Date())
    return c.json({ id: RunId.toFriendlyId(replay.id) })
  })

  routes.post('/api/v1/runs/:id/reschedule', async (c) => {
    await authenticate(deps, c.req.raw)
    const { delay } = await readBody(c, RescheduleRunRequestBody)
    const run = await requireRun(deps, c, 'Run not found')
    const moved = await rescheduleRun(deps, run, delay, new Date())
    return c.json(await presentRun(deps, moved, await findRelatedRuns(deps.pool, moved)))
  })

  routes.post('/api/v1/runs/:id/tags', async (c) => {
    await authenticate(deps, c.req.raw)
    const { tags } = await readBody(c, AddTagsRequestBody)
    const run = await requireRun(deps, c, 'Run not found')
    const added = await addTags(deps, run, typeof tags === 'string' ? [tags] : tags, new Date())
    return c.json({ message: added === 0 ? 'No new tags to add' : `Successfully set ${added} new tags.` })
  })

  routes.post('/api/v1/idempotencyKeys/:key/reset', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const { taskIdentifier } = await readBody(c, ResetBody)
    requireScope(caller, 'write', [{ type: 'runs' }])
    const key = c.req.param('key')
    if (await resetIdempotencyKey(deps, taskIdentifier, key, new Date())) return c.json({ id: key })
    throw new ApiError(404, `No runs found with idempotency key: ${key} and task: ${taskIdentifier}`)
  })

  return routes
}

async function requireRun(deps: PlatformDeps, c: Context, message: string): Promise<RunRecord> {
  const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id') ?? '')
  if (!run) throw new ApiError(404, message)
  return run
}

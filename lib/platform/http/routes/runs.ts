import { TriggerTaskRequestBody } from '@trigger.dev/core/v3'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import { type Context, Hono } from 'hono'
import type { ScopedResource } from '../../auth/scopes'
import { cancelRun } from '../../runs/cancel-run'
import { findRelatedRuns } from '../../runs/find-related-runs'
import { loadRun } from '../../runs/load-run'
import { presentRun } from '../../runs/present-run'
import type { RunRecord } from '../../runs/run-record'
import { ApiError, notFoundYet } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'

/** Reading and acting on single runs. */
export function runRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v3/runs/:id', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id'))
    if (!run) throw notFoundYet()
    requireScope(caller, 'read', runResources(run))
    return c.json(await presentRun(run, await findRelatedRuns(deps.pool, run)))
  })

  routes.post('/api/v2/runs/:id/cancel', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const run = await requireRun(deps, c)
    requireScope(caller, 'write', runResources(run))
    await cancelRun(deps, run.id, new Date())
    return c.json({ id: RunId.toFriendlyId(run.id) })
  })

  return routes
}

/** Everything a run can be named by in a scope. */
export function runResources(run: RunRecord): ScopedResource[] {
  return [
    { type: 'runs', id: RunId.toFriendlyId(run.id) },
    { type: 'tasks', id: run.task_id },
    ...run.tags.map((tag): ScopedResource => ({ type: 'tags', id: tag })),
    ...(run.batch_id ? [{ type: 'batch', id: `batch_${run.batch_id}` } as const] : []),
  ]
}

async function requireRun(deps: PlatformDeps, c: Context, message = 'Resource not found'): Promise<RunRecord> {
  const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id') ?? '')
  if (!run) throw new ApiError(404, message)
  return run
}

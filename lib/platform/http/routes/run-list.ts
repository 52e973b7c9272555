import { type Context, Hono } from 'hono'
import { listRuns } from '../../runs/list-runs'
import { presentListedRun } from '../../runs/present-run'
import { parseRunFilter, type RunFilter } from '../../runs/run-filter'
import { authenticate, type Caller, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'

export function runListRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v1/runs', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    return answerList(deps, c, caller)
  })

  routes.get('/api/v1/projects/:ref/runs', async (c) => {
    return answerList(deps, c, await authenticate(deps, c.req.raw, ['access-token']))
  })

  return routes
}

async function answerList(deps: PlatformDeps, c: Context, caller: Caller): Promise<Response> {
  const filter = parseRunFilter(new URL(c.req.url).searchParams)
  requireListScope(caller, filter)
  const page = await listRuns(deps.pool, deps.environment.id, filter)
  return c.json({ data: page.runs.map(presentListedRun), pagination: { next: page.next, previous: page.previous } })
}

/** A token for single tasks lists their runs, and only when the list is filtered by nothing but tasks it covers. */
function requireListScope(caller: Caller, filter: RunFilter): void {
  if (filter.taskIds.length === 0) requireScope(caller, 'read', [{ type: 'runs' }, { type: 'tasks' }])
  for (const id of filter.taskIds) requireScope(caller, 'read', [{ type: 'runs' }, { type: 'tasks', id }])
}

import { IgnoreErrorRequestBody, ResolveErrorRequestBody } from '@trigger.dev/core/v3'
import { type Context, Hono } from 'hono'
import { type Decision, decideErrorGroup } from '../../errors/decide-error-group'
import { parseErrorFilter } from '../../errors/error-filter'
import { listErrorGroups } from '../../errors/list-error-groups'
import { loadErrorGroup } from '../../errors/load-error-group'
import { presentErrorGroup, presentListedErrorGroup } from '../../errors/present-error-group'
import { ApiError } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** Failed runs grouped by what went wrong, and what was decided about each group. */
export function errorRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v1/errors', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    requireScope(caller, 'read', [{ type: 'errors' }])
    const filter = parseErrorFilter(new URL(c.req.url).searchParams, new Date())
    const { groups, next, previous } = await listErrorGroups(deps.pool, deps.environment.id, filter)
    return c.json({ data: groups.map(presentListedErrorGroup), pagination: { next, previous } })
  })

  routes.get('/api/v1/errors/:id', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const id = c.req.param('id')
    requireScope(caller, 'read', [{ type: 'errors', id }])
    const group = await loadErrorGroup(deps.pool, deps.environment.id, id)
    if (!group) throw new ApiError(404, 'Not found', { headers: { 'x-should-retry': 'false' } })
    return c.json(presentErrorGroup(group))
  })

  routes.post('/api/v1/errors/:id/resolve', (c) =>
    decide(deps, c, async (now) => {
      const { resolvedInVersion } = await readBody(c, ResolveErrorRequestBody, { emptyIs: {} })
      return { status: 'resolved', resolvedAt: now, resolvedInVersion }
    }),
  )

  routes.post('/api/v1/errors/:id/ignore', (c) =>
    decide(deps, c, async (now) => {
      const { duration, reason, ...until } = await readBody(c, IgnoreErrorRequestBody, { emptyIs: {} })
      return {
        status: 'ignored',
        ignoredAt: now,
        ignoredUntil: duration === undefined ? undefined : new Date(now.getTime() + duration),
        ignoredReason: reason,
        ignoredUntilRate: until.occurrenceRate,
        ignoredUntilTotal: until.totalOccurrences,
      }
    }),
  )

  routes.post('/api/v1/errors/:id/unresolve', (c) => decide(deps, c, async () => ({ status: 'unresolved' })))

  return routes
}

async function decide(deps: PlatformDeps, c: Context, read: (now: Date) => Promise<Decision>): Promise<Response> {
  const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
  const id = c.req.param('id') ?? ''
  requireScope(caller, 'write', [{ type: 'errors', id }])
  const decision = await read(new Date())
  const group = await loadErrorGroup(deps.pool, deps.environment.id, id)
  if (!group) throw new ApiError(404, 'Resource not found')
  await decideErrorGroup(deps.pool, group, decision)
  const decided = await loadErrorGroup(deps.pool, deps.environment.id, id)
  return c.json(presentErrorGroup(decided ?? group))
}

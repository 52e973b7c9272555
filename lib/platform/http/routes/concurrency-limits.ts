import { OverrideConcurrencyLimitRequestBody, ResetConcurrencyLimitRequestBody } from '@trigger.dev/core/v3'
import { Hono } from 'hono'
import { z } from 'zod'
import { changeLimit, overrideBounds, resetBounds } from '../../queues/change-limit'
import { findLimit, listLimits } from '../../queues/find-limits'
import { overrideLimitKey, resetLimitKey, viewLimitKey } from '../../queues/limit-key'
import type { LimitRow } from '../../queues/limit-row'
import { presentLimit } from '../../queues/present-limit'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { parseQuery } from '../parse-query'
import { readBody } from '../read-body'

const MAX_PER_PAGE = 100

const count = z.coerce.number().int().positive()
const ListQuery = z.object({
  page: count.default(1),
  /** What SDK 4.8.3 calls its perPage here; other clients may send that name. */
  limit: count.optional(),
  perPage: count.optional(),
})
const PauseBody = z.object({ action: z.enum(['pause', 'resume']) })

/** Named concurrency limits, and those tasks have for themselves (`task/<task id>`). */
export function concurrencyLimitRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()
  const present = (limit: LimitRow | null) => presentLimit(found(limit), deps.environment.concurrencyLimit)

  routes.get('/api/v1/concurrency-limits', async (c) => {
    await authenticate(deps, c.req.raw)
    const { page, limit, perPage } = parseQuery(ListQuery, c.req.query())
    const size = Math.min(limit ?? perPage ?? 25, MAX_PER_PAGE)
    const { limits, pagination } = await listLimits(deps.pool, deps.environment.id, { page, perPage: size })
    return c.json({ data: limits.map(present), pagination })
  })
  routes.get('/api/v1/concurrency-limits/:name', async (c) => {
    await authenticate(deps, c.req.raw)
    const name = c.req.param('name')
    const key = c.req.query('concurrencyKey')
    if (key !== undefined) return c.json(found(await viewLimitKey(deps, name, key, new Date())))
    return c.json(present(await findLimit(deps.pool, deps.environment.id, name)))
  })
  routes.post('/api/v1/concurrency-limits/:name/override', async (c) => {
    await authenticate(deps, c.req.raw)
    const { concurrencyKey, perKey, total, ttl } = await readBody(c, OverrideConcurrencyLimitRequestBody)
    const name = c.req.param('name')
    if (concurrencyKey !== undefined && perKey !== undefined) {
      return c.json(found(await overrideLimitKey(deps, name, { concurrencyKey, perKey, ttl }, new Date())))
    }
    const bounds = { ...(perKey !== undefined && { perKey }), ...(total !== undefined && { total }) }
    return c.json(present(await overrideBounds(deps, name, bounds, new Date())))
  })
  routes.post('/api/v1/concurrency-limits/:name/reset', async (c) => {
    await authenticate(deps, c.req.raw)
    const { concurrencyKey } = await readBody(c, ResetConcurrencyLimitRequestBody, { emptyIs: {} })
    const name = c.req.param('name')
    if (concurrencyKey !== undefined) return c.json(found(await resetLimitKey(deps, name, concurrencyKey, new Date())))
    return c.json(present(await resetBounds(deps, name, new Date())))
  })
  routes.post('/api/v1/concurrency-limits/:name/pause', async (c) => {
    await authenticate(deps, c.req.raw)
    const { action } = await readBody(c, PauseBody)
    return c.json(present(await changeLimit(deps, c.req.param('name'), { paused: action === 'pause' }, new Date())))
  })
  return routes
}

function found<T>(limit: T | null): T {
  if (limit === null) throw new ApiError(404, 'Concurrency limit not found')
  return limit
}

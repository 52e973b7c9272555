import { Hono } from 'hono'
import { z } from 'zod'
import { findQueue } from '../../queues/find-queue'
import { listQueues } from '../../queues/list-queues'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'

const ListQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  perPage: z.coerce.number().int().min(1).max(100).default(25),
})
const QueueKind = z.enum(['id', 'task', 'custom']).default('id')

/** Reading queues. */
export function queueRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v1/queues', async (c) => {
    await authenticate(deps, c.req.raw)
    const query = ListQuery.safeParse(c.req.query())
    if (!query.success) throw new ApiError(400, 'Query Error', { body: { details: query.error.issues } })
    return c.json(await listQueues(deps.pool, deps.environment.id, query.data))
  })

  routes.get('/api/v1/queues/:queue', async (c) => {
    await authenticate(deps, c.req.raw)
    const kind = QueueKind.safeParse(c.req.query('type'))
    if (!kind.success) throw new ApiError(400, 'Query Error', { body: { details: kind.error.issues } })
    // Clients encode the name twice, so that a slash in it survives proxies.
    const queue = await findQueue(deps.pool, deps.environment.id, decodeURIComponent(c.req.param('queue')), kind.data)
    if (!queue) throw new ApiError(404, 'queue-not-found')
    return c.json(queue)
  })

  return routes
}

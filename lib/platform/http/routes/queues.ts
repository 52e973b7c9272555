import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { changeQueue } from '../../queues/change-queue'
import { findQueue } from '../../queues/find-queue'
import { listQueues } from '../../queues/list-queues'
import { overrideQueueLimit, resetQueueLimit } from '../../queues/override-queue-limit'
import { presentQueue, presentReadQueue } from '../../queues/present-queue'
import { queueMetrics } from '../../queues/queue-metrics'
import { QueueKind, queueName } from '../../queues/queue-name'
import type { QueueRow } from '../../queues/queue-row'
import { ShortPeriod, shortPeriodMs } from '../../queues/short-period'
import { surveyQueues } from '../../queues/survey-queues'
import { ApiError } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { parseQuery } from '../parse-query'
import { readBody } from '../read-body'

const MAX_PER_PAGE = 100
const MAX_LIMIT = 100_000

const ListQuery = z.object({
  page: z.coerce.number().int().positive().default(1),
  perPage: z.coerce
    .number()
    .int()
    .positive()
    .transform((count) => Math.min(count, MAX_PER_PAGE))
    .default(25),
})
const ReadQuery = z.object({ type: QueueKind })
const MetricsQuery = z.object({ type: z.enum(['task', 'custom']).default('task'), period: ShortPeriod.default('1h') })
const PauseBody = z.object({ type: QueueKind, action: z.enum(['pause', 'resume']) })
const ResetBody = z.object({ type: QueueKind })
const OverrideBody = z
  .object({
    type: QueueKind,
    concurrencyLimit: z.number().int().min(0).max(MAX_LIMIT).optional(),
    percent: z.number().gt(0).max(100).optional(),
  })
  .refine(
    (body) => (body.concurrencyLimit === undefined) !== (body.percent === undefined),
    'Provide exactly one of `concurrencyLimit` or `percent`',
  )

export function queueRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()
  routes.get('/api/v1/queues', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json(await listQueues(deps.pool, deps.environment.id, parseQuery(ListQuery, c.req.query())))
  })
  routes.get('/api/v1/queues/:queue', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    requireScope(caller, 'read', [{ type: 'queues' }])
    const name = queueName(givenName(c), parseQuery(ReadQuery, c.req.query()).type)
    const queue = await findQueue(deps.pool, deps.environment.id, name)
    return c.json(presentReadQueue(found(queue, 'queue-not-found')))
  })
  routes.get('/api/v1/queues/:queue/metrics', (c) => answerMetrics(deps, c))
  routes.post('/api/v1/queues/:queue/pause', async (c) => {
    await authenticate(deps, c.req.raw)
    const { type, action } = await readBody(c, PauseBody)
    const change = { paused: action === 'pause' }
    const queue = await changeQueue(deps, queueName(givenName(c), type), change, new Date())
    return c.json(presentQueue(found(queue, 'queue-not-found')))
  })
  routes.post('/api/v1/queues/:queue/concurrency/override', async (c) => {
    await authenticate(deps, c.req.raw)
    const { type, concurrencyLimit, percent } = await readBody(c, OverrideBody)
    const override = percent === undefined ? { concurrencyLimit: concurrencyLimit as number } : { percent }
    const queue = await overrideQueueLimit(deps, queueName(givenName(c), type), override, new Date())
    return c.json(presentQueue(found(queue, 'Queue not found')))
  })
  routes.post('/api/v1/queues/:queue/concurrency/reset', async (c) => {
    await authenticate(deps, c.req.raw)
    const { type } = await readBody(c, ResetBody, { emptyIs: {} })
    const queue = await resetQueueLimit(deps, queueName(givenName(c), type), new Date())
    return c.json(presentQueue(found(queue, 'Queue not found')))
  })
  routes.get('/signalbox/v1/queues', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ queues: await surveyQueues(deps.pool, deps.environment.id) })
  })
  return routes
}

/** A queue that does not exist has metrics too: nothing happened in it. */
async function answerMetrics(deps: PlatformDeps, c: Context): Promise<Response> {
  const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
  requireScope(caller, 'read', [{ type: 'query', id: 'queue_metrics' }])
  const { type, period } = parseQuery(MetricsQuery, c.req.query())
  const given = givenName(c)
  const queue = type === 'task' && !given.startsWith('task/') ? `task/${given}` : given
  const metrics = await queueMetrics(deps.pool, deps.environment.id, queue, shortPeriodMs(period), new Date())
  return c.json({ queue, period, ...metrics })
}

/** Clients encode the name twice, so that a slash in it survives proxies. */
function givenName(c: Context): string {
  const given = c.req.param('queue') ?? ''
  try {
    return decodeURIComponent(given)
  } catch {
    return given
  }
}

function found(queue: QueueRow | null, otherwise: string): QueueRow {
  if (!queue) throw new ApiError(404, otherwise)
  return queue
}

import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { routePath } from 'hono/route'
import { answerPreflight } from './answer-preflight'
import { ApiError } from './api-error'
import type { PlatformDeps } from './deps'
import { isRefusedByDatabase } from './refused-by-database'
import { batchRoutes } from './routes/batches'
import { bulkActionRoutes } from './routes/bulk-actions'
import { concurrencyLimitRoutes } from './routes/concurrency-limits'
import { deploymentRoutes } from './routes/deployments'
import { engineDequeueRoutes } from './routes/engine-dequeue'
import { engineRunRoutes } from './routes/engine-runs'
import { engineSessionRoutes } from './routes/engine-session'
import { environmentVariableRoutes } from './routes/environment-variables'
import { errorRoutes } from './routes/errors'
import { inputStreamRoutes } from './routes/input-streams'
import { legacyBatchRoutes } from './routes/legacy-batches'
import { metadataRoutes } from './routes/metadata'
import { otelRoutes } from './routes/otel'
import { packetRoutes } from './routes/packets'
import { projectRoutes } from './routes/projects'
import { queryRoutes } from './routes/query'
import { queueRoutes } from './routes/queues'
import { realtimeRoutes } from './routes/realtime'
import { runListRoutes } from './routes/run-list'
import { runRoutes } from './routes/runs'
import { scheduleRoutes } from './routes/schedules'
import { streamRoutes } from './routes/streams'
import { tokenRoutes } from './routes/tokens'
import { traceRoutes } from './routes/traces'
import { triggerRoutes } from './routes/trigger'
import { unsupportedRoutes } from './routes/unsupported'
import { waitpointRoutes } from './routes/waitpoints'
import { workerRoutes } from './routes/workers'
import { createWrongMethodAnswer } from './wrong-method'

/** '*' does not cover the authorization header, so every request header is named, as is every response header. */
const ALLOWED_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'last-event-id',
  'timeout-seconds',
  'traceparent',
  'tracestate',
  'trigger-version',
  'x-trigger-api-version',
  'x-trigger-branch',
  'x-trigger-client',
  'x-trigger-electric-version',
  'x-trigger-engine-version',
  'x-trigger-realtime-streams-version',
  'x-trigger-request-idempotency-key',
  'x-trigger-sdk-credential-reason',
  'x-trigger-sdk-operation',
  'x-trigger-source',
  'x-trigger-stream-start',
  'x-trigger-worker',
]
const EXPOSED_HEADERS = [
  'electric-handle',
  'electric-offset',
  'electric-schema',
  'electric-cursor',
  'electric-up-to-date',
  'electric-shape-id',
  'electric-chunk-last-offset',
  'x-trigger-jwt',
  'x-trigger-jwt-claims',
  'x-stream-version',
]

const ROUTES = [
  triggerRoutes,
  runListRoutes,
  runRoutes,
  batchRoutes,
  legacyBatchRoutes,
  bulkActionRoutes,
  errorRoutes,
  metadataRoutes,
  tokenRoutes,
  packetRoutes,
  waitpointRoutes,
  queryRoutes,
  queueRoutes,
  concurrencyLimitRoutes,
  realtimeRoutes,
  inputStreamRoutes,
  streamRoutes,
  traceRoutes,
  otelRoutes,
  workerRoutes,
  scheduleRoutes,
  environmentVariableRoutes,
  deploymentRoutes,
  projectRoutes,
  engineSessionRoutes,
  engineDequeueRoutes,
  engineRunRoutes,
  unsupportedRoutes,
]

export function createRouter(deps: PlatformDeps): Hono {
  const router = new Hono()
  router.use('*', answerPreflight)
  router.use('*', cors({ origin: '*', allowHeaders: ALLOWED_HEADERS, exposeHeaders: EXPOSED_HEADERS, maxAge: 600 }))
  router.use('*', async (c, next) => {
    await next()
    // Over a connection that is kept, a client that asks again at once would never let the server close.
    if (deps.stopping.aborted) c.header('connection', 'close')
  })
  router.get('/healthcheck', async (c) => {
    await deps.pool.query('select 1')
    return c.text('OK')
  })
  for (const routes of ROUTES) router.route('/', routes(deps))
  const wrongMethod = createWrongMethodAnswer(router)
  router.notFound((c) => wrongMethod(c) ?? c.json({ error: `No such endpoint: ${c.req.method} ${c.req.path}` }, 404))
  router.onError((error, c) => {
    if (error instanceof ApiError) return error.toResponse(c)
    // A path that is not percent-encoded text, or a value no column can hold: the caller's doing wherever it shows.
    if (error instanceof URIError) return c.json({ error: 'Invalid Params' }, 400)
    if (isRefusedByDatabase(error)) return c.json({ error: `Invalid value: ${error.message}` }, 400)
    // The route, not the path: in a path there are idempotency keys and hashes that let their holder act.
    deps.log.error({ err: error, method: c.req.method, route: routePath(c) }, 'request failed')
    return c.json({ error: 'Something went wrong' }, 500)
  })
  return router
}

import { Hono } from 'hono'
import { batchResources } from '../../auth/batch-resources'
import { loadBatch } from '../../batches/load-batch'
import { ConnectionLimit } from '../../realtime/connection-limit'
import { serveListFeed } from '../../realtime/list-feed'
import { ListHandles } from '../../realtime/list-handle'
import { parseTagFilter } from '../../realtime/parse-tag-filter'
import { requireRunScope } from '../../realtime/require-run-scope'
import { serveRunFeed } from '../../realtime/run-feed'
import { type RowFormat, rowFormat } from '../../realtime/run-row'
import { parseShapeQuery, type ShapeQuery } from '../../realtime/shape-protocol'
import { loadRun } from '../../runs/load-run'
import { ApiError, notFoundYet } from '../api-error'
import { type Caller, requireScope } from '../authenticate'
import { authenticateSubscriber } from '../authenticate-subscriber'
import type { PlatformDeps } from '../deps'

type RealtimeDeps = Pick<
  PlatformDeps,
  'pool' | 'environment' | 'secretKey' | 'accessToken' | 'changeLog' | 'stopping' | 'realtimeConnections'
> & {
  /** How long an idle long-poll is held; a real server's 20 s when left out. */
  holdMs?: number
}

export function realtimeRoutes(deps: RealtimeDeps): Hono {
  const handles = new ListHandles()
  const limit = new ConnectionLimit(deps.realtimeConnections)
  const held = (query: ShapeQuery, answer: () => Promise<Response>) => (query.live ? limit.within(answer) : answer())
  deps.stopping.addEventListener('abort', () => deps.changeLog.close(), { once: true })

  return new Hono()
    .get('/realtime/v1/runs/:runId', async (c) => {
      const caller = await authenticateSubscriber(deps, c.req.raw)
      const query = parseShapeQuery(new URL(c.req.url).searchParams)
      const cursor = deps.changeLog.head
      const run = await subscribedRun(deps, c.req.param('runId'), query.live)
      if (!run) throw new ApiError(404, 'Not found', { headers: { 'x-should-retry': 'false' } })
      requireRunScope(caller, run)
      return held(query, () => serveRunFeed(deps, { query, run, cursor, ...wishes(caller, c.req.raw) }))
    })
    .get('/realtime/v1/runs', async (c) => {
      const caller = await authenticateSubscriber(deps, c.req.raw)
      const tags = parseTagFilter(c.req.query('tags'))
      requireScope(caller, 'read', [
        { type: 'runs' },
        { type: 'tags' },
        ...tags.map((id) => ({ type: 'tags' as const, id })),
      ])
      const query = parseShapeQuery(new URL(c.req.url).searchParams)
      const wanted = { query, tags, createdAt: c.req.query('createdAt'), ...wishes(caller, c.req.raw) }
      return held(query, () => serveListFeed({ ...deps, handles }, wanted))
    })
    .get('/realtime/v1/batches/:batchId', async (c) => {
      const caller = await authenticateSubscriber(deps, c.req.raw)
      const batch = await loadBatch(deps.pool, deps.environment.id, c.req.param('batchId'))
      if (!batch) throw notFoundYet()
      requireScope(caller, 'read', batchResources(batch))
      const query = parseShapeQuery(new URL(c.req.url).searchParams)
      const wanted = { query, tags: [], batchId: batch.id, ...wishes(caller, c.req.raw) }
      return held(query, () => serveListFeed({ ...deps, handles }, wanted))
    })
}

/** A live call is answered from the log when it can: its rows were committed before they came there. */
function subscribedRun({ changeLog, pool, environment }: RealtimeDeps, id: string, live: boolean) {
  const known = live ? changeLog.latest(id.replace(/^run_/, '')) : undefined
  return known ?? loadRun(pool, environment.id, id)
}

/** What the token says about columns goes before what the URL says. */
function wishes(
  caller: Caller,
  request: Request,
): { format: RowFormat; electricVersion: string | null; hangUp: AbortSignal } {
  const inUrl = new URL(request.url).searchParams.get('skipColumns')?.split(',') ?? []
  const inToken = caller.kind === 'public' ? caller.realtime?.skipColumns : undefined
  return {
    format: rowFormat(inToken ?? inUrl, request.headers.has('x-trigger-api-version')),
    electricVersion: request.headers.get('x-trigger-electric-version'),
    hangUp: request.signal,
  }
}

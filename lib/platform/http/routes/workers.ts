import { CreateBackgroundWorkerRequestBody } from '@trigger.dev/core/v3'
import { BackgroundWorkerId } from '@trigger.dev/core/v3/isomorphic'
import { Hono } from 'hono'
import { z } from 'zod'
import { findWorkerTasks } from '../../workers/find-worker-tasks'
import { recordIndexError } from '../../workers/record-index-error'
import { registerWorker } from '../../workers/register-worker'
import { summarizeWorkers } from '../../workers/summarize-workers'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { MAX_REGISTRATION_BYTES, readBody } from '../read-body'

const IndexErrorBody = z.union([
  z.object({ resolved: z.literal(true) }),
  z.object({
    message: z.string().min(1),
    file: z.string().optional(),
    line: z.number().int().optional(),
    column: z.number().int().optional(),
  }),
])

/** Registering versions of the task code, and reading what is registered. */
export function workerRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v1/projects/:ref/background-workers', async (c) => {
    await authenticate(deps, c.req.raw)
    const { metadata } = await readBody(c, CreateBackgroundWorkerRequestBody, { maxBytes: MAX_REGISTRATION_BYTES })
    const now = new Date()
    const worker = await registerWorker(deps, metadata, now)
    deps.presence.seen([worker.id], now)
    return c.json({
      id: BackgroundWorkerId.toFriendlyId(worker.id),
      version: worker.version,
      contentHash: metadata.contentHash,
    })
  })

  routes.get('/api/v1/projects/:ref/:env/workers/:tag', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token', 'secret'])
    const worker = await findWorkerTasks(deps, c.req.param('tag'))
    if (!worker) throw new ApiError(404, 'Worker not found')
    return c.json({ worker, urls: { runs: `${deps.origin}/api/v1/runs` } })
  })

  routes.get('/signalbox/v1/workers', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json(await summarizeWorkers(deps, new Date()))
  })

  routes.post('/signalbox/v1/index-errors', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, IndexErrorBody)
    await recordIndexError(deps, 'resolved' in body ? null : body, new Date())
    return c.json({ ok: true })
  })

  return routes
}

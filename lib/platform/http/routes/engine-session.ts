import { DevDisconnectRequestBody } from '@trigger.dev/core/v3'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { findLeases } from '../../runs/find-leases'
import { internalRunId } from '../../runs/load-run'
import { loseLease } from '../../runs/lose-lease'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** Dequeue calls are held until a run arrives, so a worker hardly needs to pause between them. */
const DEQUEUE_PAUSE_MS = 10
const PRESENCE_INTERVAL_MS = 4_000
const MAX_CONCURRENT_RUNS = 25

/** A worker's session: its settings, its presence, its goodbye. */
export function engineSessionRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/engine/v1/dev/config', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({
      environmentId: deps.environment.id,
      dequeueIntervalWithRun: DEQUEUE_PAUSE_MS,
      dequeueIntervalWithoutRun: DEQUEUE_PAUSE_MS,
      maxConcurrentRuns: MAX_CONCURRENT_RUNS,
      engineUrl: deps.origin,
    })
  })

  routes.get('/engine/v1/dev/presence', async (c) => {
    await authenticate(deps, c.req.raw)
    return streamSSE(c, async (stream) => {
      const close = () => stream.abort()
      deps.stopping.addEventListener('abort', close)
      await stream.writeSSE({ event: 'start', data: new Date().toISOString() })
      while (!stream.aborted && !deps.stopping.aborted) {
        await abortableSleep(PRESENCE_INTERVAL_MS, deps.stopping)
        await stream.writeSSE({ event: 'time', data: new Date().toISOString() })
      }
      deps.stopping.removeEventListener('abort', close)
    })
  })

  // A real server cancels these runs. Here they go on as soon as a worker is back: a restart must not lose work.
  routes.post('/engine/v1/dev/disconnect', async (c) => {
    await authenticate(deps, c.req.raw)
    const { runFriendlyIds } = await readBody(c, DevDisconnectRequestBody)
    const leases = await findLeases(deps.pool, runFriendlyIds.map(internalRunId))
    for (const execution of leases) {
      if (execution.worker_id) deps.presence.left(execution.worker_id)
      await loseLease(deps, execution, 'given back', new Date())
    }
    return c.json({ cancelled: leases.length })
  })

  return routes
}

function abortableSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

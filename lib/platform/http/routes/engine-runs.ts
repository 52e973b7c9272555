import { WaitForDurationRequestBody } from '@trigger.dev/core/v3'
import { RunId, SnapshotId, WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import {
  WorkloadHeartbeatRequestBody,
  WorkloadRunAttemptCompleteRequestBody,
  WorkloadRunAttemptStartRequestBody,
} from '@trigger.dev/core/v3/workers'
import { Hono } from 'hono'
import { taskEnvironment } from '../../environment-variables/task-environment'
import { completeAttempt } from '../../runs/complete-attempt'
import { heartbeatRun } from '../../runs/heartbeat-run'
import { loadExecution, loadRun } from '../../runs/load-run'
import { presentSnapshot } from '../../runs/present-snapshot'
import { startAttempt } from '../../runs/start-attempt'
import { waitUntil } from '../../waitpoints/wait-until'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** Outputs up to the size of a payload, and an error's stack or flushed metadata beside them. */
const MAX_COMPLETION_BYTES = 16 * 1024 * 1024

const SNAPSHOT = '/engine/v1/dev/runs/:run/snapshots/:snapshot'

/** What a worker tells about the runs it holds. */
export function engineRunRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post(`${SNAPSHOT}/attempts/start`, async (c) => {
    await authenticate(deps, c.req.raw)
    await readBody(c, WorkloadRunAttemptStartRequestBody, { emptyIs: {} })
    const { run, snapshot, execution } = await startAttempt(
      deps,
      RunId.toId(c.req.param('run')),
      c.req.param('snapshot'),
      new Date(),
    )
    return c.json({ version: '1', run, snapshot, execution, envVars: await taskEnvironment(deps) })
  })

  routes.post(`${SNAPSHOT}/attempts/complete`, async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, WorkloadRunAttemptCompleteRequestBody, { maxBytes: MAX_COMPLETION_BYTES })
    const result = await completeAttempt(
      deps,
      RunId.toId(c.req.param('run')),
      c.req.param('snapshot'),
      body,
      new Date(),
    )
    return c.json({ version: '1', result })
  })

  routes.post(`${SNAPSHOT}/heartbeat`, async (c) => {
    await authenticate(deps, c.req.raw)
    await readBody(c, WorkloadHeartbeatRequestBody, { emptyIs: {} })
    const now = new Date()
    const lease = { runId: RunId.toId(c.req.param('run')), snapshotId: SnapshotId.toId(c.req.param('snapshot')) }
    const workerId = await heartbeatRun(deps.pool, lease, now)
    if (workerId) deps.presence.seen([workerId], now)
    return c.json({ ok: true })
  })

  routes.get('/engine/v1/dev/runs/:run/snapshots/latest', async (c) => {
    await authenticate(deps, c.req.raw)
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('run'))
    const execution = run && (await loadExecution(deps.pool, run.id))
    if (!run || !execution) throw new ApiError(404, 'Run not found')
    if (execution.worker_id) deps.presence.seen([execution.worker_id], new Date())
    const completedWaitpoints = execution.completed_waitpoints
    return c.json({ execution: { version: '1', ...presentSnapshot(run, execution), completedWaitpoints } })
  })

  // Chatty and read by nobody: taken and dropped.
  routes.post('/engine/v1/dev/runs/:run/logs/debug', (c) => c.body(null, 204))

  routes.post('/engine/v1/runs/:run/wait/duration', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, WaitForDurationRequestBody)
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('run'))
    if (!run) throw new ApiError(404, 'Run not found')
    const waitpoint = await waitUntil(deps, run, body, new Date())
    return c.json({ waitUntil: waitpoint.completesAt, waitpoint: { id: WaitpointId.toFriendlyId(waitpoint.id) } })
  })

  return routes
}

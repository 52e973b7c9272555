import { CreateInputStreamWaitpointRequestBody } from '@trigger.dev/core/v3'
import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import { Hono } from 'hono'
import { z } from 'zod'
import { loadRun } from '../../runs/load-run'
import { sendInput } from '../../streams/send-input'
import { waitForInput } from '../../streams/wait-for-input'
import { waitpointFromTokenBody } from '../../waitpoints/token-options'
import { answerStream } from '../answer-stream'
import { ApiError } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import { authenticateSubscriber } from '../authenticate-subscriber'
import { callId } from '../call-id'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const MAX_INPUT_BYTES = 1024 * 1024
const MAX_WAIT_BYTES = 10 * 1024
/** Nothing is a value, too: the SDK leaves the key out then. */
const SendBody = z.object({ data: z.unknown().optional() })

/** What others send to a run while it executes. */
export function inputStreamRoutes(deps: PlatformDeps): Hono {
  return new Hono()
    .get('/realtime/v1/streams/:runId/input/:name', (c) =>
      answerStream(deps, c, { runId: c.req.param('runId'), name: c.req.param('name'), isInput: true }),
    )
    .post('/realtime/v1/streams/:runId/input/:name', async (c) => {
      const caller = await authenticateSubscriber(deps, c.req.raw)
      const { runId, name } = c.req.param()
      requireScope(caller, 'write', [{ type: 'inputStreams', id: runId }])
      const { data } = await readBody(c, SendBody, { maxBytes: MAX_INPUT_BYTES })
      const run = await loadRun(deps.pool, deps.environment.id, runId)
      if (!run) throw notSent(404, 'Run not found')
      if (run.final_status) throw notSent(400, 'Cannot send to input stream on a completed run')
      await sendInput(deps, { runId: run.id, name, data, callId: callId(c.req.raw) }, new Date())
      return c.json({ ok: true })
    })
    .post('/api/v1/runs/:runId/input-streams/wait', async (c) => {
      await authenticate(deps, c.req.raw)
      const body = await readBody(c, CreateInputStreamWaitpointRequestBody, { maxBytes: MAX_WAIT_BYTES })
      const run = await loadRun(deps.pool, deps.environment.id, c.req.param('runId'))
      if (!run) throw new ApiError(404, 'Run not found')
      const now = new Date()
      const waitpoint = waitpointFromTokenBody(body, now)
      const wait = { runId: run.id, name: body.streamId, lastSeqNum: body.lastSeqNum, waitpoint }
      const created = await waitForInput(deps, wait, now)
      return c.json({ waitpointId: WaitpointId.toFriendlyId(created.waitpoint.id), isCached: created.isCached })
    })
}

function notSent(status: 400 | 404, error: string): ApiError {
  return new ApiError(status, error, { body: { ok: false } })
}

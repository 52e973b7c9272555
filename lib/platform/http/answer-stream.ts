import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { requireRunScope } from '../realtime/require-run-scope'
import { loadRun } from '../runs/load-run'
import { parseReading } from '../streams/parse-reading'
import { lastSeq } from '../streams/read-chunks'
import type { StreamFraming } from '../streams/stream-frame'
import { streamResponse } from '../streams/stream-response'
import { ApiError } from './api-error'
import { authenticateSubscriber } from './authenticate-subscriber'
import type { PlatformDeps } from './deps'
import { PlainError } from './plain-error'

/** Reads a stream to whoever may read its run. */
export async function answerStream(
  deps: PlatformDeps,
  c: Context,
  stream: { runId: string; name: string; isInput: boolean },
): Promise<Response> {
  const caller = await authenticateSubscriber(deps, c.req.raw)
  const run = await loadRun(deps.pool, deps.environment.id, stream.runId)
  if (!run) throw new ApiError(404, 'Not found', { headers: { 'x-should-retry': 'false' } })
  requireRunScope(caller, run)
  const reading = parseReading(c.req.raw.headers)
  if (typeof reading === 'string') throw new PlainError(400, reading)
  // Found out now: once the answer has begun, what the database refuses can only break it off.
  if (stream.name.includes('\0')) throw new ApiError(400, 'Invalid Params')
  const key = { ...stream, runId: run.id }
  const after = reading.after === 'latest' ? await lastSeq(deps.pool, key) : reading.after
  const { outgoing } = c.env as Partial<HttpBindings>
  return streamResponse(deps, {
    key,
    after,
    inactivityMs: reading.inactivityMs,
    framing: framingFor(c.req.raw, run.realtime_streams_version),
    breakOff: () => outgoing?.destroy(),
  })
}

/** The newer framing only for runs and readers that both know it: a reader that says nothing may be an older one. */
function framingFor(request: Request, runVersion: string): StreamFraming {
  return runVersion === 'v2' && request.headers.get('x-trigger-realtime-streams-version') === 'v2' ? 'v2' : 'v1'
}

import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { loadRun } from '../../runs/load-run'
import type { RunRecord } from '../../runs/run-record'
import { appendChunks, lastChunkIndex } from '../../streams/append-chunks'
import { ChunkTooLarge } from '../../streams/chunk-lines'
import { ingestChunks } from '../../streams/ingest-chunks'
import { nameStream } from '../../streams/name-stream'
import { findStream, openStream } from '../../streams/open-stream'
import { answerStream } from '../answer-stream'
import { ApiError } from '../api-error'
import { authenticateSubscriber } from '../authenticate-subscriber'
import { callId } from '../call-id'
import type { PlatformDeps } from '../deps'
import { PlainError } from '../plain-error'
import { readBytes } from '../read-body'

const MAX_PART_BYTES = 512 * 1024
const TARGET = '/realtime/v1/streams/:runId/:target/:name'

/** What runs stream. Written with the secret key, read by whoever may read the run. */
export function streamRoutes(deps: PlatformDeps): Hono {
  deps.stopping.addEventListener('abort', () => deps.streams.close(), { once: true })
  return new Hono()
    .get('/realtime/v1/streams/:runId/:name', (c) =>
      answerStream(deps, c, { runId: c.req.param('runId'), name: c.req.param('name'), isInput: false }),
    )
    .put(TARGET, async (c) => {
      const run = await openTarget(deps, c, 'Cannot initialize a realtime stream on a completed run')
      await nameStream(deps, run, c.req.param('name'), new Date())
      // Without the address of another store in the headers, the SDK writes to this platform in either version.
      return c.json({ version: run.realtime_streams_version }, 202)
    })
    .post(TARGET, async (c) => {
      const from = resumeFrom(c)
      const run = await openTarget(deps, c, 'Cannot write to a realtime stream on a completed run')
      await nameStream(deps, run, c.req.param('name'), new Date())
      const body = (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>
      const writer = { clientId: clientId(c), from, body }
      const key = { runId: run.id, name: c.req.param('name'), isInput: false }
      return ingestChunks(deps, key, writer).then(
        () => c.body(null, 200),
        (error) => unfinished(c, error),
      )
    })
    .post(`${TARGET}/append`, async (c) => {
      const run = await openTarget(deps, c, 'Cannot append to a realtime stream on a completed run')
      const part = (await readBytes(c.req.raw, MAX_PART_BYTES)).toString('utf8')
      await nameStream(deps, run, c.req.param('name'), new Date())
      const key = { runId: run.id, name: c.req.param('name'), isInput: false }
      const streamId = await openStream(deps.pool, key, new Date())
      const written = { clientId: partId(c), from: 0, chunks: [JSON.stringify(part)] }
      await appendChunks(deps.pool, streamId, written, new Date())
      deps.streams.wake(run.id)
      return c.json({ ok: true })
    })
    .get(TARGET, async (c) => {
      const run = await findTarget(deps, c)
      if (c.req.method !== 'HEAD') throw new PlainError(405, 'Only HEAD requests are allowed for this endpoint')
      const streamId = await findStream(deps.pool, { runId: run.id, name: c.req.param('name'), isInput: false })
      const last = streamId === null ? -1 : await lastChunkIndex(deps.pool, streamId, clientId(c))
      return c.body(null, 200, { 'x-last-chunk-index': String(last) })
    })
}

/** The run itself, its parent or its root: SDKs name the run and say `self`, others may not know the id. */
async function findTarget(deps: PlatformDeps, c: Context): Promise<RunRecord> {
  await authenticateSubscriber(deps, c.req.raw, ['secret'])
  const { runId = '', target = '' } = c.req.param()
  if (!['self', 'parent', 'root'].includes(target)) throw new ApiError(400, 'Invalid Params')
  const run = await loadRun(deps.pool, deps.environment.id, runId)
  if (!run) throw c.req.method === 'HEAD' ? new ApiError(404, 'Not found') : new PlainError(404, 'Run not found')
  if (target === 'self') return run
  const relative = target === 'parent' ? run.parent_id : run.root_id
  const found = relative && (await loadRun(deps.pool, deps.environment.id, relative))
  if (!found) throw new PlainError(404, 'Target not found')
  return found
}

async function openTarget(deps: PlatformDeps, c: Context, refusal: string): Promise<RunRecord> {
  const run = await findTarget(deps, c)
  if (run.final_status) throw new PlainError(400, refusal)
  return run
}

/** Writers without a name that do not resume are all different; those that do are one. */
function clientId(c: Context): string {
  const isResuming = c.req.method === 'HEAD' || c.req.header('x-resume-from-chunk') !== undefined
  return c.req.header('x-client-id') || (isResuming ? 'default' : randomUUID())
}

function partId(c: Context): string {
  return c.req.header('x-part-id') ?? callId(c.req.raw)
}

function resumeFrom(c: Context): number {
  const header = c.req.header('x-resume-from-chunk') || '0'
  const from = Number.parseInt(header, 10)
  if (Number.isSafeInteger(from) && from >= 0) return from
  throw new PlainError(400, `Invalid X-Resume-From-Chunk header value: ${header}`)
}

/** Nobody hears the answer to a body that broke off: its writer asks what arrived, and sends the rest. */
function unfinished(c: Context, error: unknown): Response {
  if (error instanceof ChunkTooLarge) throw new PlainError(413, 'A chunk of a realtime stream can have 1048576 bytes')
  if (c.req.raw.signal.aborted) return c.body(null, 500)
  throw error
}

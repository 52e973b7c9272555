import { RetrieveRunTraceResponseBody, RetrieveSpanDetailResponseBody } from '@trigger.dev/core/v3'
import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { runs, tasks } from '@trigger.dev/sdk'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { type StartedRun, TestWorker } from '../contract/test-worker'
import { createPool } from '../db/pool'
import { decodeTraces } from './decode-otlp'
import { logsOf, otlpLog, otlpSpan, tracesOf } from './otlp.factory'
import { TelemetryBuffer } from './telemetry-buffer'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'send-invoice' }])
})

afterAll(() => platform.end())

const ATTEMPT = 'a1a1a1a1a1a1a1a1'
const RUN = 'b2b2b2b2b2b2b2b2'
const WAIT = 'c3c3c3c3c3c3c3c3'

async function started(): Promise<{ id: string; run: StartedRun; spanId: string }> {
  const { id } = await tasks.trigger('send-invoice', {})
  const run = await worker.startNext()
  const traceparent = String(run.execution.run.traceContext?.traceparent)
  return { id, run, spanId: traceparent.split('-')[2] as string }
}

/** As an exporter sends it: without any credentials. */
async function send(signal: 'traces' | 'logs' | 'metrics', body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${platform.origin}/otel/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

type Events = Array<{ message: string; spanId: string } & Record<string, unknown>>

async function eventsOf(runId: string): Promise<Events> {
  return (await platform.call('GET', `/api/v1/runs/${runId}/events`)).body.events
}

async function shown(runId: string, message: string) {
  return vi.waitFor(async () => {
    const event = (await eventsOf(runId)).find((candidate) => candidate.message === message)
    if (!event) throw new Error(`${message} is not there`)
    return event
  })
}

describe('a run as its worker reports it', () => {
  test('shows attempt, spans and log lines in one tree of the form the SDK expects', async () => {
    const { id, run, spanId } = await started()
    const now = Date.now()
    await send(
      'traces',
      tracesOf(
        otlpSpan.partial({ runId: id, spanId: RUN, parentSpanId: ATTEMPT, name: 'run()', startMs: now }),
        otlpSpan.final({ runId: id, spanId: RUN, parentSpanId: ATTEMPT, name: 'run()', startMs: now }),
        otlpSpan.final({ runId: id, spanId: ATTEMPT, parentSpanId: spanId, name: 'Attempt 1', startMs: now - 5 }),
      ),
    )
    await send('logs', logsOf(otlpLog(id, RUN, 'paid', { attributes: { 'invoice.id': 7 }, ms: now + 1 })))
    await shown(id, 'paid')
    await worker.succeed(run)
    await vi.waitFor(async () => {
      const { trace } = RetrieveRunTraceResponseBody.parse(
        (await platform.call('GET', `/api/v1/runs/${id}/trace`)).body,
      )
      expect(trace.rootSpan.data.isPartial).toBe(false)
      const attempt = trace.rootSpan.children.find((child) => child.data.message === 'Attempt 1')
      expect(attempt?.children.map((child) => child.data.message)).toEqual(['run()'])
      expect(attempt?.children[0]?.children.map((child) => child.data.message)).toEqual(['paid'])
      expect(trace.rootSpan.children[0]?.data.message).toBe('[engine] QUEUED - Run was QUEUED')
    })
    expect((await eventsOf(id)).map((event) => event.message)).toEqual(['send-invoice', 'Attempt 1', 'run()', 'paid'])
  })

  test('shows a span while it is open, and its end once, whichever report comes first', async () => {
    const { id, spanId } = await started()
    const span = { runId: id, spanId: WAIT, parentSpanId: spanId, name: 'wait.for()', startMs: Date.now() }
    await send('traces', tracesOf(otlpSpan.partial(span)))
    expect(await shown(id, 'wait.for()')).toMatchObject({ isPartial: true, startTime: `${span.startMs}000000` })
    await send('traces', tracesOf(otlpSpan.final({ ...span, endMs: span.startMs + 7_000 })))
    await vi.waitFor(async () =>
      expect(await shown(id, 'wait.for()')).toMatchObject({ isPartial: false, duration: 7e9 }),
    )
    await send('traces', tracesOf(otlpSpan.partial(span)))
    await send('logs', logsOf(otlpLog(id, WAIT, 'later')))
    await shown(id, 'later')
    expect((await eventsOf(id)).filter((event) => event.message === 'wait.for()')).toMatchObject([{ isPartial: false }])
  })

  test('closes what a killed worker left open when the run is cancelled, even what is reported afterwards', async () => {
    const { id } = await started()
    const startMs = Date.now()
    await send(
      'traces',
      tracesOf(otlpSpan.partial({ runId: id, spanId: WAIT, parentSpanId: RUN, name: 'wait.for()', startMs })),
    )
    await shown(id, 'wait.for()')
    await runs.cancel(id)
    await send(
      'traces',
      tracesOf(otlpSpan.partial({ runId: id, spanId: RUN, parentSpanId: ATTEMPT, name: 'run()', startMs })),
    )
    await shown(id, 'run()')
    for (const { isPartial, isCancelled, duration } of await eventsOf(id)) {
      expect([isPartial, isCancelled]).toEqual([false, true])
      expect(duration).toBeLessThan(60e9)
    }
  })

  test('says nothing of runs that do not exist, and keeps the root span its own', async () => {
    const { id, spanId } = await started()
    const nobody = 'run_cnobody'
    await send(
      'traces',
      tracesOf(
        otlpSpan.final({ runId: nobody, spanId: RUN, name: 'nobody' }),
        otlpSpan.final({ runId: id, spanId, name: 'impostor' }),
        otlpSpan.final({ runId: id, spanId: RUN, name: 'real' }),
      ),
    )
    await shown(id, 'real')
    expect((await eventsOf(id)).map((event) => event.message)).not.toContain('impostor')
    const { rows } = await platform.query('select 1 from trace_events where run_id = $1', [nobody.slice(4)])
    expect(rows).toEqual([])
  })
})

describe('one span', () => {
  test('comes with all that was attached to it; unknown ones are a 404', async () => {
    const { id, spanId } = await started()
    await send(
      'traces',
      tracesOf(
        otlpSpan.final({ runId: id, spanId: WAIT, parentSpanId: spanId, name: 'inner', attributes: { rows: 3 } }),
      ),
    )
    await shown(id, 'inner')
    const { body } = await platform.call('GET', `/api/v1/runs/${id}/spans/${WAIT}`)
    expect(RetrieveSpanDetailResponseBody.parse(body)).toMatchObject({
      durationMs: 250,
      properties: { rows: 3 },
      runId: id,
    })
    const root = await platform.call('GET', `/api/v1/runs/${id}/spans/${spanId}`)
    expect(root.body).toMatchObject({ message: 'send-invoice', parentId: null })
    const unknown = await platform.call('GET', `/api/v1/runs/${id}/spans/0000000000000000`)
    expect([unknown.status, unknown.body]).toEqual([404, { error: 'Span not found' }])
  })
})

describe('who may read and write', () => {
  test('a trace is open to the key and to tokens for the run, and to no others', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const sub = platform.platform.deps.environment.id
    const statuses = async (scope: string) => {
      const token = await generateJWT({
        secretKey: SECRET_KEY,
        payload: { sub, pub: true, scopes: [scope] },
        expirationTime: '1h',
      })
      const paths = ['trace', 'events', 'spans/0000000000000000']
      return Promise.all(
        paths.map(async (path) => {
          return (
            await platform.call('GET', `/api/v1/runs/${id}/${path}`, undefined, { authorization: `Bearer ${token}` })
          ).status
        }),
      )
    }
    expect(await statuses(`read:runs:${id}`)).toEqual([200, 200, 404])
    expect(await statuses('read:runs:run_other')).toEqual([403, 403, 403])
    expect((await fetch(`${platform.origin}/api/v1/runs/${id}/trace`)).status).toBe(401)
    const unknown = await platform.call('GET', '/api/v1/runs/run_nobody/trace')
    expect([unknown.status, unknown.body, unknown.headers.get('x-should-retry')]).toEqual([
      404,
      { error: 'Not found' },
      'true',
    ])
  })

  test('exports in a form that is not taken are refused with the reason', async () => {
    expect(await send('traces', tracesOf(), { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
    expect(await send('traces', tracesOf(), { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 })
    expect(await send('traces', '{"resourceSpans":')).toMatchObject({ status: 400 })
    expect(await send('traces', { resourceLogs: [] })).toMatchObject({ status: 400 })
    expect(await send('traces', `"${'x'.repeat(17 * 1024 * 1024)}"`)).toMatchObject({ status: 413 })
    expect(await send('metrics', { anything: true })).toEqual({ status: 200, body: {} })
    expect((await send('traces', tracesOf({ broken: true }))).body).toEqual({ partialSuccess: { rejectedSpans: 1 } })
  })
})

describe('the buffer in front of the table', () => {
  const rowsOf = (count: number, runId: string) =>
    decodeTraces(
      tracesOf(
        ...Array.from({ length: count }, (_, n) => otlpSpan.final({ runId, spanId: n.toString(16).padStart(16, '0') })),
      ),
    )?.rows ?? []

  test('drops the oldest and says how many when it is full', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const warnings: string[] = []
    const log = pino({}, { write: (line: string) => warnings.push(line) })
    const buffer = new TelemetryBuffer(platform.platform.deps.pool, log, { maxRows: 10 })
    buffer.add(rowsOf(25, id))
    expect(buffer.size).toBe(10)
    await buffer.flush()
    const { rows } = await platform.query<{ span_id: string }>(
      `select span_id from trace_events where run_id = $1 and message = 'work' order by span_id`,
      [id.slice(4)],
    )
    expect([rows.length, rows[0]?.span_id]).toEqual([10, '000000000000000f'])
    expect(warnings.map((line) => JSON.parse(line))).toMatchObject([{ msg: 'telemetry dropped', dropped: 15 }])
  })

  test('a row that the database refuses costs only itself', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const buffer = new TelemetryBuffer(platform.platform.deps.pool, pino({ level: 'silent' }))
    const rows = rowsOf(20, id)
    buffer.add(rows.map((row, n) => (n === 7 ? { ...row, message: 'bad\0text' } : row)))
    await buffer.flush()
    const stored = await platform.query(`select 1 from trace_events where run_id = $1 and message = 'work'`, [
      id.slice(4),
    ])
    expect(stored.rows).toHaveLength(19)
  })

  test('keeps what it could not write while the database was away', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const away = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1 })
    const buffer = new TelemetryBuffer(away, pino({ level: 'silent' }))
    buffer.add(rowsOf(5, id))
    await buffer.stop()
    expect(buffer.size).toBe(5)
    await away.end()
  })
})

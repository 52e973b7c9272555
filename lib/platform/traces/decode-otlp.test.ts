import { describe, expect, test } from 'vitest'
import { decodeLogs, decodeTraces } from './decode-otlp'
import { logsOf, otlpLog, otlpSpan, tracesOf } from './otlp.factory'

const runId = 'run_c123'
const spanId = 'aaaaaaaaaaaaaaaa'

function spanRow(span: unknown) {
  return decodeTraces(tracesOf(span))?.rows[0]
}

describe('a span', () => {
  test('is taken with its exact times, its attempt and what a person attached to it', () => {
    const attributes = {
      rows: 3,
      ratio: 0.5,
      'user.id': 'u1',
      'list.[0]': 'a',
      'list.[1]': 'b',
      '$style.icon': 'trace',
    }
    expect(
      spanRow(otlpSpan.final({ runId, spanId, parentSpanId: 'bbbbbbbbbbbbbbbb', attempt: 2, attributes })),
    ).toMatchObject({
      run_id: 'c123',
      span_id: spanId,
      parent_span_id: 'bbbbbbbbbbbbbbbb',
      message: 'work',
      start_time_ns: 1_767_323_046_000_000_000n,
      duration_ns: 250_000_000n,
      is_partial: false,
      attempt_number: 2,
      properties: { rows: 3, ratio: 0.5, user: { id: 'u1' }, list: ['a', 'b'] },
      style: { icon: 'trace' },
    })
  })

  test('that has just started is kept under its real id, without a duration', () => {
    expect(spanRow(otlpSpan.partial({ runId, spanId }))).toMatchObject({
      span_id: spanId,
      is_partial: true,
      duration_ns: 0n,
      properties: null,
    })
  })

  test('that failed carries its exception', () => {
    const attributes = { 'exception.type': 'PaymentError', 'exception.message': 'card declined' }
    const events = [{ name: 'exception', ms: Date.parse('2026-01-02T03:04:06.250Z'), attributes }]
    expect(spanRow(otlpSpan.final({ runId, spanId, failed: true, events }))).toMatchObject({
      is_error: true,
      events: [
        {
          name: 'exception',
          time: '2026-01-02T03:04:06.250Z',
          properties: { exception: { type: 'PaymentError', message: 'card declined' } },
        },
      ],
    })
  })

  test('of no run is passed over; a broken one is counted and costs only itself', () => {
    const { attributes: _, ...ofNoRun } = otlpSpan.final({ runId, spanId })
    const decoded = decodeTraces(tracesOf(ofNoRun, { name: 'no ids' }, null, otlpSpan.final({ runId, spanId })))
    expect(decoded).toMatchObject({ rejected: 2, rows: [{ span_id: spanId }] })
  })
})

describe('a log line', () => {
  test('hangs on its span, at its level, with its fields', () => {
    const record = otlpLog(runId, spanId, 'paid', { severity: 13, attributes: { 'invoice.id': 7 } })
    expect(decodeLogs(logsOf(record))?.rows[0]).toMatchObject({
      kind: 'LOG',
      level: 'WARN',
      message: 'paid',
      parent_span_id: spanId,
      properties: { invoice: { id: 7 } },
      is_error: false,
    })
  })

  test('has the level of its severity number', () => {
    const levels = [0, 1, 5, 9, 13, 17, 21].map((severity) => {
      return decodeLogs(logsOf(otlpLog(runId, spanId, 'x', { severity })))?.rows[0]?.level
    })
    expect(levels).toEqual(['LOG', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'ERROR'])
  })

  test('that an exporter sends twice has one id, another line has another', () => {
    const ids = [otlpLog(runId, spanId, 'a'), otlpLog(runId, spanId, 'a'), otlpLog(runId, spanId, 'b')].map(
      (record) => {
        return decodeLogs(logsOf(record))?.rows[0]?.span_id
      },
    )
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/)
  })

  test('keeps its run however much is attached to it', () => {
    const record = otlpLog(runId, spanId, 'big', { attributes: { a: 'x'.repeat(100_000), b: 'y'.repeat(100_000) } })
    const flooded = {
      ...record,
      attributes: [
        ...Array.from({ length: 5_000 }, (_, n) => ({ key: `k${n}`, value: { intValue: n } })),
        ...record.attributes,
      ],
    }
    expect(decodeLogs(logsOf(flooded))?.rows[0]?.run_id).toBe('c123')
  })
})

describe('hostile input', () => {
  test.each([null, 1, 'x', [], {}, { resourceSpans: 1 }, { resourceSpans: [1] }])('%j is no export', (body) => {
    expect(decodeTraces(body)).toBeNull()
    expect(decodeLogs(body)).toBeNull()
  })

  test('text that Postgres refuses is mended', () => {
    const row = spanRow(otlpSpan.final({ runId, spanId, name: 'a\0b\ud800', attributes: { 'k\0': 'v\udfff' } }))
    expect(row?.message).toBe('a\ufffdb\ufffd')
    expect(row?.properties).toEqual({ 'k\ufffd': 'v\ufffd' })
  })

  test('an index of a billion makes no array of a billion', () => {
    const attributes = { 'list.[999999999]': 1, '999999999': 2, 'ok.[1]': 3 }
    expect(spanRow(otlpSpan.final({ runId, spanId, attributes }))?.properties).toEqual({ ok: [undefined, 3] })
  })

  test('nobody reaches Object.prototype', () => {
    const attributes = { '__proto__.polluted': true, 'constructor.prototype.polluted': true }
    spanRow(otlpSpan.final({ runId, spanId, attributes }))
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('values nested a hundred thousand deep are cut off', () => {
    let deep: unknown = { stringValue: 'bottom' }
    for (let i = 0; i < 100_000; i++) deep = { arrayValue: { values: [deep] } }
    expect(spanRow(otlpSpan.final({ runId, spanId, attributes: { deep, flat: 1 } }))?.properties).toMatchObject({
      flat: 1,
    })
  })

  test('times outside of what the table holds are refused', () => {
    for (const startTimeUnixNano of ['-1', '9'.repeat(19), 'soon', 1.5, null]) {
      expect(decodeTraces(tracesOf({ ...otlpSpan.final({ runId, spanId }), startTimeUnixNano }))?.rejected).toBe(1)
    }
  })

  test('a span that ends before it starts has no duration', () => {
    expect(spanRow(otlpSpan.final({ runId, spanId, startMs: 2_000, endMs: 1_000 }))?.duration_ns).toBe(0n)
  })

  test('no mutilated export ever throws, and what comes out can always be stored', () => {
    const whole = tracesOf(
      otlpSpan.final({
        runId,
        spanId,
        attributes: { a: [1, 'x', true], 'b.c': 2.5 },
        events: [{ name: 'e', ms: 1, attributes: { x: 1 } }],
      }),
      otlpSpan.partial({ runId, spanId }),
    )
    for (let seed = 1; seed <= 500; seed++) {
      const body = mutilate(structuredClone(whole), seed)
      const decoded = decodeTraces(body)
      for (const row of decoded?.rows ?? []) {
        expect(row.span_id).toEqual(expect.any(String))
        expect(row.duration_ns >= 0n && row.start_time_ns >= 0n && row.start_time_ns < 2n ** 63n).toBe(true)
        expect(() => JSON.stringify([row.properties, row.style, row.events])).not.toThrow()
      }
    }
  })
})

const JUNK: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  1e300,
  Number.NaN,
  '',
  '\0',
  'x'.repeat(50),
  true,
  [],
  {},
  [[]],
  { stringValue: {} },
]

/** Replaces a few values, anywhere in it, with things that do not belong there. */
function mutilate(value: unknown, seed: number): unknown {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
  const visit = (node: unknown): unknown => {
    if (random(61) === 0) return JUNK[random(JUNK.length)]
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, visit(child)]))
  }
  return visit(value)
}

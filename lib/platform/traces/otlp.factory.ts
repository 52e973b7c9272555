type Attributes = Record<string, unknown>

const RUN_CONTEXT = (runId: string, attempt: number): Attributes => ({
  '$metadata.ctx.run.id': runId,
  '$metadata.ctx.attempt.number': attempt,
  '$metadata.ctx.task.id': 'send-invoice',
})

interface SpanGiven {
  runId: string
  spanId: string
  parentSpanId?: string
  name?: string
  attempt?: number
  startMs?: number
  endMs?: number
  attributes?: Attributes
  events?: Array<{ name: string; ms: number; attributes: Attributes }>
  failed?: boolean
}

const TRACE_ID = 'ab'.repeat(16)
const START_MS = Date.parse('2026-01-02T03:04:06.000Z')

const nano = (ms: number) => `${BigInt(Math.round(ms * 1_000)) * 1_000n}`

export const otlpSpan = {
  /** The report at a span's end. */
  final: ({ runId, spanId, parentSpanId, attempt = 1, name = 'work', startMs = START_MS, ...given }: SpanGiven) => ({
    traceId: TRACE_ID,
    spanId,
    ...(parentSpanId && { parentSpanId }),
    name,
    kind: 1,
    startTimeUnixNano: nano(startMs),
    endTimeUnixNano: nano(given.endMs ?? startMs + 250),
    attributes: keyValues({ ...RUN_CONTEXT(runId, attempt), ...given.attributes }),
    events: (given.events ?? []).map((event) => ({
      name: event.name,
      timeUnixNano: nano(event.ms),
      attributes: keyValues(event.attributes),
    })),
    status: { code: given.failed ? 2 : 0 },
  }),

  /** The report at its start: an id of its own, the real one inside. */
  partial: (given: SpanGiven) => ({
    ...otlpSpan.final({
      ...given,
      endMs: (given.startMs ?? START_MS) + 0.01,
      attributes: { '$span.partial': true, '$span.span_id': given.spanId, ...given.attributes },
    }),
    spanId: [...given.spanId].reverse().join(''),
  }),
}

export function otlpLog(
  runId: string,
  spanId: string,
  body: string,
  given: { severity?: number; attributes?: Attributes; ms?: number } = {},
) {
  return {
    traceId: TRACE_ID,
    spanId,
    timeUnixNano: nano(given.ms ?? START_MS),
    severityNumber: given.severity ?? 9,
    severityText: 'info',
    body: { stringValue: body },
    attributes: keyValues({ ...RUN_CONTEXT(runId, 1), ...given.attributes }),
  }
}

export const tracesOf = (...spans: unknown[]) => ({
  resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans }] }],
})

export const logsOf = (...logRecords: unknown[]) => ({
  resourceLogs: [{ resource: { attributes: [] }, scopeLogs: [{ logRecords }] }],
})

function keyValues(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }))
}

function anyValue(value: unknown): unknown {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } }
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: value } : { doubleValue: value }
  return value
}

import { createHash } from 'node:crypto'
import { nest, propertiesUnder, readAttributes, storable, userProperties } from './otlp-attributes'
import { OtlpLogRecord, OtlpLogs, OtlpSpan, OtlpTraces } from './otlp-schema'
import type { SpanEvent, TraceLevel, TraceRow } from './trace-row'

export interface DecodedTelemetry {
  rows: TraceRow[]
  /** Entries that are no valid span or record. */
  rejected: number
}

type Attributes = ReturnType<typeof readAttributes>
type Decoded = TraceRow | 'rejected' | 'of no run'

const MAX_EVENTS = 128
const STATUS_ERROR = 2

/** Null when the body is no OTLP/JSON trace export. Spans that belong to no run are passed over. */
export function decodeTraces(body: unknown): DecodedTelemetry | null {
  const parsed = OtlpTraces.safeParse(body)
  if (!parsed.success) return null
  return tally(
    parsed.data.resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const ofResource = readAttributes(resource.attributes)
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => decodeSpan(span, ofResource)))
    }),
  )
}

/** Null when the body is no OTLP/JSON logs export. */
export function decodeLogs(body: unknown): DecodedTelemetry | null {
  const parsed = OtlpLogs.safeParse(body)
  if (!parsed.success) return null
  return tally(
    parsed.data.resourceLogs.flatMap(({ resource, scopeLogs }) => {
      const ofResource = readAttributes(resource.attributes)
      return scopeLogs.flatMap(({ logRecords }) => logRecords.map((record) => decodeLogRecord(record, ofResource)))
    }),
  )
}

function tally(decoded: Decoded[]): DecodedTelemetry {
  return {
    rows: decoded.filter((entry) => typeof entry !== 'string'),
    rejected: decoded.filter((entry) => entry === 'rejected').length,
  }
}

/** A span is reported twice: when it starts, as a partial one with an id of its own that names the real id, and at its end. */
function decodeSpan(raw: unknown, ofResource: Attributes): Decoded {
  const parsed = OtlpSpan.safeParse(raw)
  if (!parsed.success) return 'rejected'
  const span = parsed.data
  const attributes = readAttributes(span.attributes)
  const context = readContext(attributes, ofResource)
  if (!context) return 'of no run'
  const isPartial = attributes.get('$span.partial') === true
  const realId = attributes.get('$span.span_id')
  const duration = span.endTimeUnixNano - span.startTimeUnixNano
  return {
    ...context,
    span_id: isPartial && typeof realId === 'string' ? storable(realId) : span.spanId,
    parent_span_id: span.parentSpanId ?? null,
    trace_id: span.traceId,
    kind: 'SPAN',
    level: 'TRACE',
    message: storable(span.name),
    start_time_ns: span.startTimeUnixNano,
    duration_ns: isPartial || duration < 0n ? 0n : duration,
    is_error: span.status.code === STATUS_ERROR,
    is_partial: isPartial,
    is_cancelled: false,
    properties: userProperties(attributes),
    style: propertiesUnder(attributes, '$style'),
    events: span.events.slice(0, MAX_EVENTS).map(decodeEvent),
  }
}

function decodeLogRecord(raw: unknown, ofResource: Attributes): Decoded {
  const parsed = OtlpLogRecord.safeParse(raw)
  if (!parsed.success) return 'rejected'
  const record = parsed.data
  const attributes = readAttributes(record.attributes)
  const context = readContext(attributes, ofResource)
  if (!context) return 'of no run'
  const level = levelOf(record.severityNumber)
  const body = readAttributes([{ key: 'body', value: record.body }]).get('body')
  const message = typeof body === 'string' ? body : `${storable(record.severityText)} log`
  const properties = userProperties(attributes)
  return {
    ...context,
    span_id: idOfLine(record.traceId, record.spanId, record.timeUnixNano, level, message, properties),
    parent_span_id: record.spanId,
    trace_id: record.traceId,
    kind: 'LOG',
    level,
    message,
    start_time_ns: record.timeUnixNano,
    duration_ns: 0n,
    is_error: level === 'ERROR',
    is_partial: false,
    is_cancelled: false,
    properties,
    style: propertiesUnder(attributes, '$style'),
    events: [],
  }
}

function readContext(attributes: Attributes, ofResource: Attributes) {
  const read = (name: string) => attributes.get(`$metadata.ctx.${name}`) ?? ofResource.get(`ctx.${name}`)
  const runId = read('run.id')
  if (typeof runId !== 'string') return null
  const attempt = read('attempt.number')
  const taskSlug = read('task.id')
  return {
    run_id: runId.replace(/^run_/, ''),
    attempt_number: typeof attempt === 'number' && attempt > 0 && attempt < 2 ** 31 ? Math.trunc(attempt) : null,
    task_slug: typeof taskSlug === 'string' ? taskSlug : null,
  }
}

function decodeEvent(event: {
  name: string
  timeUnixNano: bigint
  attributes: Parameters<typeof readAttributes>[0]
}): SpanEvent {
  return {
    name: storable(event.name),
    time: new Date(Number(event.timeUnixNano / 1_000_000n)).toISOString(),
    properties: nest(readAttributes(event.attributes)) ?? {},
  }
}

/** By OpenTelemetry's severity numbers: four to a level. */
function levelOf(severityNumber: number): TraceLevel {
  if (severityNumber >= 17) return 'ERROR'
  if (severityNumber >= 13) return 'WARN'
  if (severityNumber >= 9) return 'INFO'
  if (severityNumber >= 5) return 'DEBUG'
  return severityNumber >= 1 ? 'TRACE' : 'LOG'
}

/** Log lines have no id of their own; the same line sent twice by a retrying exporter must not show twice. */
function idOfLine(...parts: unknown[]): string {
  const line = JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
  return createHash('sha256').update(line).digest('hex').slice(0, 16)
}

import { z } from 'zod'
import { redactValue } from './redact-value'
import type { RunTrace, TraceException, TraceItem, TraceKind } from './trace'

const NS_PER_MS = 1_000_000

const Properties = z.record(z.string(), z.unknown())

const WireEvent = z.object({ name: z.string(), time: z.coerce.date(), properties: Properties.catch({}) })

const WireNode = z.object({
  id: z.string(),
  parentId: z.string().nullish(),
  runId: z.string(),
  data: z.object({
    message: z.string().catch(''),
    startTime: z.coerce.date(),
    duration: z.coerce.number().catch(0),
    isError: z.boolean().catch(false),
    isPartial: z.boolean().catch(false),
    isCancelled: z.boolean().catch(false),
    level: z.string().catch('TRACE'),
    attemptNumber: z.number().nullish().catch(null),
    properties: Properties.nullish().catch(null),
    events: z.array(z.unknown()).nullish().catch(null),
  }),
  children: z.array(z.unknown()).nullish().catch(null),
})
type WireNode = z.infer<typeof WireNode>

const WireTrace = z.object({
  trace: z.object({ rootSpan: z.unknown(), isTruncated: z.boolean().nullish().catch(false) }),
})

const WireException = z.object({
  exception: z.object({
    type: z.string().nullish().catch(null),
    message: z.string().catch('Unknown error'),
    stacktrace: z.string().nullish().catch(null),
  }),
})

type Parent = { id: string; runId: string } | null

/** Flattens the API's trace. A node that cannot be read is left out with its children lifted to its parent; the walk is iterative so depth cannot overflow. */
export function toRunTrace(body: unknown): RunTrace {
  const parsed = WireTrace.safeParse(body)
  if (!parsed.success) return { items: [], isTruncated: false, isSupported: true }
  const items: TraceItem[] = []
  const pending: { node: unknown; parent: Parent }[] = [{ node: parsed.data.trace.rootSpan, parent: null }]
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const wire = WireNode.safeParse(entry.node)
    if (wire.success) items.push(toItem(wire.data, entry.parent))
    const parent = wire.success ? { id: wire.data.id, runId: wire.data.runId } : entry.parent
    const children = wire.success ? (wire.data.children ?? []) : childrenOf(entry.node)
    for (let index = children.length - 1; index >= 0; index--) pending.push({ node: children[index], parent })
  }
  return { items, isTruncated: parsed.data.trace.isTruncated ?? false, isSupported: true }
}

function childrenOf(node: unknown): unknown[] {
  const children = typeof node === 'object' && node !== null && 'children' in node ? node.children : null
  return Array.isArray(children) ? children : []
}

function toItem(node: WireNode, parent: Parent): TraceItem {
  const { data } = node
  const events = (data.events ?? []).flatMap((event) => {
    const parsed = WireEvent.safeParse(event)
    return parsed.success ? [parsed.data] : []
  })
  const kind = kindOf(node, parent)
  return {
    id: node.id,
    parentId: node.parentId ?? parent?.id ?? null,
    runId: node.runId,
    kind,
    name: data.message,
    startedAt: data.startTime,
    durationMs: data.isPartial ? null : Math.max(0, data.duration / NS_PER_MS),
    isError: data.isError,
    isCanceled: data.isCancelled,
    level: data.level.toUpperCase(),
    attemptNumber: data.attemptNumber ?? attemptNumberIn(kind, data.message),
    properties: redactValue(data.properties ?? null),
    exception: exceptionIn(events),
    marks: events.flatMap((event) => toMark(event)),
  }
}

const LOG_LEVELS = new Set(['LOG', 'INFO', 'WARN', 'ERROR', 'DEBUG'])

function kindOf(node: WireNode, parent: Parent): TraceKind {
  const { message, level, attemptNumber } = node.data
  if (parent === null || parent.runId !== node.runId) return 'run'
  if (message.startsWith('[engine]')) return 'engine'
  if (/^Retry\b.*\bdelay\b/.test(message)) return 'retry'
  if (LOG_LEVELS.has(level.toUpperCase())) {
    // Debug rows without an attempt are the platform talking about itself, not the task.
    return level.toUpperCase() === 'DEBUG' && attemptNumber == null ? 'engine' : 'log'
  }
  if (/^Attempt \d+$/.test(message)) return 'attempt'
  if (/^wait\.\w+\(/.test(message)) return 'wait'
  return 'span'
}

function attemptNumberIn(kind: TraceKind, message: string): number | null {
  return kind === 'attempt' ? Number(message.slice('Attempt '.length)) : null
}

function exceptionIn(events: z.infer<typeof WireEvent>[]): TraceException | null {
  for (const event of events) {
    if (event.name !== 'exception') continue
    const parsed = WireException.safeParse(event.properties)
    if (!parsed.success) continue
    const { type, message, stacktrace } = parsed.data.exception
    return { type: type ?? null, message, stack: stacktrace ?? null }
  }
  return null
}

function toMark(event: z.infer<typeof WireEvent>) {
  if (event.name === 'exception') return []
  const { event: label, duration } = event.properties
  return [
    {
      name: typeof label === 'string' ? label : event.name,
      at: event.time,
      durationMs: typeof duration === 'number' ? duration : null,
    },
  ]
}

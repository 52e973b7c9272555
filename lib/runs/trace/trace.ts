import * as z from 'zod/mini'

export const TRACE_KINDS = ['run', 'attempt', 'span', 'log', 'wait', 'retry', 'engine'] as const
export type TraceKind = (typeof TRACE_KINDS)[number]

export const TraceException = z.object({
  type: z.nullable(z.string()),
  message: z.string(),
  stack: z.nullable(z.string()),
})
export type TraceException = z.infer<typeof TraceException>

export const TraceMark = z.object({ name: z.string(), at: z.coerce.date(), durationMs: z.nullable(z.number()) })

export const TraceItem = z.object({
  id: z.string(),
  parentId: z.nullable(z.string()),
  runId: z.string(),
  kind: z.enum(TRACE_KINDS),
  name: z.string(),
  startedAt: z.coerce.date(),
  /** Null while the span is open. */
  durationMs: z.nullable(z.number()),
  isError: z.boolean(),
  isCanceled: z.boolean(),
  level: z.string(),
  attemptNumber: z.nullable(z.number()),
  properties: z.nullable(z.record(z.string(), z.unknown())),
  exception: z.nullable(TraceException),
  marks: z.array(TraceMark),
})
export type TraceItem = z.infer<typeof TraceItem>

export const RunTrace = z.object({
  items: z.array(TraceItem),
  /** The platform cut the trace; what is shown is not everything. */
  isTruncated: z.boolean(),
  /** False on a server without a trace endpoint. */
  isSupported: z.boolean(),
})
export type RunTrace = z.infer<typeof RunTrace>

export const UNSUPPORTED_TRACE: RunTrace = { items: [], isTruncated: false, isSupported: false }

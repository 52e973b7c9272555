export type TraceLevel = 'TRACE' | 'DEBUG' | 'LOG' | 'INFO' | 'WARN' | 'ERROR'

/** Something that happened at one moment inside a span, e.g. `exception`. */
export interface SpanEvent {
  name: string
  /** ISO 8601 */
  time: string
  properties: Record<string, unknown>
}

/** A row of `trace_events`. Times are nanoseconds since 1970, as bigint: a double cannot hold them. */
export interface TraceRow {
  run_id: string
  span_id: string
  parent_span_id: string | null
  trace_id: string
  kind: 'SPAN' | 'LOG'
  level: TraceLevel
  message: string
  start_time_ns: bigint
  duration_ns: bigint
  is_error: boolean
  is_partial: boolean
  is_cancelled: boolean
  attempt_number: number | null
  task_slug: string | null
  properties: Record<string, unknown> | null
  style: Record<string, unknown> | null
  events: SpanEvent[]
}

/** A row as it is read back. */
export interface StoredTraceRow extends TraceRow {
  /** For an open span: when a later attempt of its run began. */
  next_attempt_at_ns: bigint | null
}

export function toNanoseconds(at: Date): bigint {
  return BigInt(at.getTime()) * 1_000_000n
}

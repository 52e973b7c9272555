import type { LoadedTrace, RunTrace } from './load-trace'
import type { SpanEvent, TraceRow } from './trace-row'

export interface TraceNode {
  id: string
  parentId?: string
  runId: string
  data: {
    message: string
    /** nanoseconds */
    duration: number
    isError: boolean
    isPartial: boolean
    isCancelled: boolean
    startTime: string
    level: string
    events: SpanEvent[]
    attemptNumber?: number
  }
  children: TraceNode[]
}

/** Readers of the tree recurse; no real one is near this deep. What is deeper is shown at this depth. */
const MAX_DEPTH = 100

/** GET …/trace: one tree, the child runs hanging where their parents triggered them. Null without the run itself. */
export function presentTrace({ traces, isTruncated }: LoadedTrace) {
  const [main] = traces
  const root = main?.rows[0]
  if (!main || !root) return null
  const childrenOf = groupByParent(traces)
  const rootSpan = presentNode(root)
  const open = [{ row: root, node: rootSpan, depth: 0 }]
  for (let at = open.pop(); at; at = open.pop()) {
    for (const row of childrenOf.get(at.row) ?? []) {
      const node = { ...presentNode(row), parentId: at.node.id }
      at.node.children.push(node)
      open.push({ row, node: at.depth < MAX_DEPTH ? node : at.node, depth: at.depth + 1 })
    }
  }
  return { trace: { traceId: main.run.trace_id, rootSpan, isTruncated } }
}

/** A parent is looked for in the row's own run, a child run's root in the run above; who has none hangs at the root. */
function groupByParent(traces: readonly RunTrace[]): Map<TraceRow, TraceRow[]> {
  const ofRuns = new Map(traces.map(({ run, rows }) => [run.id, new Map(rows.map((row) => [row.span_id, row]))]))
  const roots = new Map(traces.map(({ run, rows }) => [run.id, rows[0]]))
  const children = new Map<TraceRow, TraceRow[]>()
  for (const { run, rows } of traces) {
    for (const row of rows) {
      const above = row === rows[0] ? run.parent_id : run.id
      const parent = ofRuns.get(above ?? '')?.get(row.parent_span_id ?? '') ?? roots.get(above ?? '')
      if (!parent || parent === row) continue
      const siblings = children.get(parent)
      if (siblings) siblings.push(row)
      else children.set(parent, [row])
    }
  }
  return children
}

function presentNode(row: TraceRow): TraceNode {
  return {
    id: row.span_id,
    runId: `run_${row.run_id}`,
    data: {
      message: row.message,
      duration: Number(row.duration_ns),
      isError: row.is_error,
      isPartial: row.is_partial,
      isCancelled: row.is_cancelled,
      startTime: startTime(row),
      level: row.level,
      events: row.events,
      ...(row.attempt_number !== null && { attemptNumber: row.attempt_number }),
    },
    children: [],
  }
}

/** GET …/events: one run, flat, with styles; without the engine's own rows. */
export function presentEvents(rows: readonly TraceRow[]) {
  const events = rows
    .filter((row) => !row.message.startsWith('[engine]'))
    .map((row) => ({
      spanId: row.span_id,
      parentId: row.parent_span_id,
      runId: `run_${row.run_id}`,
      message: row.message,
      style: row.style ?? defaultStyle(row),
      events: row.events,
      startTime: row.start_time_ns.toString(),
      duration: Number(row.duration_ns),
      isError: row.is_error,
      isPartial: row.is_partial,
      isCancelled: row.is_cancelled,
      kind: 'UNSPECIFIED',
      attemptNumber: row.attempt_number,
      level: row.level,
    }))
  return { events }
}

/** GET …/spans/:spanId: one row with all that was attached to it. */
export function presentSpan(row: TraceRow) {
  const properties = row.properties && Object.keys(row.properties).length > 0 ? row.properties : undefined
  return {
    spanId: row.span_id,
    parentId: row.parent_span_id,
    runId: `run_${row.run_id}`,
    message: row.message,
    isError: row.is_error,
    isPartial: row.is_partial,
    isCancelled: row.is_cancelled,
    level: row.level,
    startTime: startTime(row),
    durationMs: Number(row.duration_ns) / 1_000_000,
    ...(properties && { properties }),
    ...(row.events.length > 0 && { events: row.events }),
  }
}

function startTime(row: TraceRow): string {
  return new Date(Number(row.start_time_ns / 1_000_000n)).toISOString()
}

function defaultStyle(row: TraceRow): Record<string, unknown> {
  const icons: Partial<Record<TraceRow['level'], string>> = { WARN: 'warn', ERROR: 'error', TRACE: 'trace' }
  return { icon: icons[row.level] ?? 'info' }
}

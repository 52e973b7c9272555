import type { StoredTraceRow } from './trace-row'

/**
 * An attempt's span is reported only at its end, so while it runs, and for ever when its process was killed, its
 * children point at nothing. This makes the missing spans, as far as the children tell: one for each attempt without.
 */
export function missingAttemptRows(stored: readonly StoredTraceRow[], rootSpanId: string): StoredTraceRow[] {
  const known = new Set([rootSpanId, ...stored.map((row) => row.span_id)])
  const reported = new Set(stored.filter((row) => row.message === attemptName(row)).map((row) => row.attempt_number))
  const made = new Map<number, StoredTraceRow>()
  for (const row of stored) {
    const { attempt_number: attempt, parent_span_id: parentId } = row
    const isOrphan = row.kind === 'SPAN' && parentId !== null && !known.has(parentId)
    if (!isOrphan || attempt === null || reported.has(attempt) || made.has(attempt)) continue
    made.set(attempt, attemptRow(row, parentId, rootSpanId))
  }
  return [...made.values()]
}

function attemptName({ attempt_number }: Pick<StoredTraceRow, 'attempt_number'>): string {
  return `Attempt ${attempt_number}`
}

/** As open as a span can be; settled like any other open one. */
function attemptRow(child: StoredTraceRow, spanId: string, rootSpanId: string): StoredTraceRow {
  return {
    ...child,
    span_id: spanId,
    parent_span_id: rootSpanId,
    message: attemptName(child),
    level: 'TRACE',
    duration_ns: 0n,
    is_error: false,
    is_partial: true,
    is_cancelled: false,
    properties: null,
    style: { icon: 'attempt' },
    events: [],
  }
}

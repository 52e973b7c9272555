import type { Timeline, TimelineRow } from './timeline'

export interface Interval {
  startMs: number
  endMs: number
}

/** Shorter gaps are not worth a break in the axis. */
const SHORTEST_GAP_MS = 1_000
/** A gap below this share of the axis squeezes nothing. */
const SMALLEST_SHARE = 0.08

/**
 * Stretches in which nothing but waiting happened (queue, delay, retry, waits), long enough to squeeze the work beside
 * them. A parallel child at work makes its parent's wait not idle.
 */
export function idleGaps(timeline: Timeline, nowMs: number): Interval[] {
  const axisMs = Math.max(1, axisEndMs(timeline, nowMs) - timeline.originMs)
  const longest = Math.max(SHORTEST_GAP_MS, axisMs * SMALLEST_SHARE)
  const waiting = merged(timeline.rows.filter(isWaiting).map((row) => intervalOf(row, nowMs)))
  const working = merged(timeline.rows.filter(isWorking).map((row) => intervalOf(row, nowMs)))
  return subtracted(waiting, working).filter((gap) => gap.endMs - gap.startMs >= longest)
}

export function axisEndMs(timeline: Timeline, nowMs: number): number {
  return Math.max(timeline.lastEndMs, timeline.isLive ? nowMs : timeline.originMs, timeline.originMs + 1)
}

function isWaiting(row: TimelineRow): boolean {
  return row.kind === 'wait' || row.kind === 'retry' || row.kind === 'queue' || row.kind === 'delay'
}

/** Only leaves: a container is busy where its children are. Log lines are points inside somebody's work. */
function isWorking(row: TimelineRow): boolean {
  return row.childCount === 0 && (row.kind === 'span' || row.kind === 'run' || row.kind === 'attempt') && row.depth > 0
}

function intervalOf(row: TimelineRow, nowMs: number): Interval {
  return { startMs: row.startMs, endMs: Math.max(row.startMs, row.endMs ?? nowMs) }
}

function merged(intervals: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const interval of intervals.sort((one, other) => one.startMs - other.startMs)) {
    const last = result.at(-1)
    if (last && interval.startMs <= last.endMs) last.endMs = Math.max(last.endMs, interval.endMs)
    else result.push({ ...interval })
  }
  return result
}

/** Both lists are sorted and free of overlaps, so one pass is enough for any number of rows. */
function subtracted(from: Interval[], holes: Interval[]): Interval[] {
  const rest: Interval[] = []
  let hole = 0
  for (const { startMs, endMs } of from) {
    let cursor = startMs
    while (hole < holes.length && (holes[hole] as Interval).endMs <= cursor) hole += 1
    for (let index = hole; index < holes.length; index++) {
      const cut = holes[index] as Interval
      if (cut.startMs >= endMs) break
      if (cut.startMs > cursor) rest.push({ startMs: cursor, endMs: cut.startMs })
      cursor = Math.max(cursor, cut.endMs)
    }
    if (cursor < endMs) rest.push({ startMs: cursor, endMs })
  }
  return rest
}

import { axisEndMs, type Interval } from './hide-idle'
import type { Timeline } from './timeline'

/** A live axis grows by an eighth at a time: bars move through it, and it does not slide under the reader's hand. */
const STEPS = 8
const SHORTEST_LIVE_MS = 2_000

export function steadyAxis(timeline: Timeline, nowMs: number): Interval {
  const endMs = axisEndMs(timeline, nowMs)
  if (!timeline.isLive) return { startMs: timeline.originMs, endMs }
  const spent = Math.max(SHORTEST_LIVE_MS, endMs - timeline.originMs)
  const step = 2 ** Math.floor(Math.log2(spent)) / STEPS
  return { startMs: timeline.originMs, endMs: timeline.originMs + Math.ceil(spent / step) * step }
}

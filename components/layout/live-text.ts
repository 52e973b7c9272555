import { formatDuration } from '@/lib/format/duration'
import type { LiveState, LiveStatus } from './live-state'

const LABELS: Record<LiveStatus, string> = {
  live: 'Live',
  reconnecting: 'Reconnecting…',
  polling: 'Polling',
  paused: 'Paused',
}

/** Data this young needs no mention of its age. */
const YOUNG_MS = 10_000

/** "Live", "Reconnecting… 12 s", "Polling", "Paused · data 2 m 05 s old". */
export function liveText({ status, since, dataAt }: LiveState, now: Date): string {
  const label = LABELS[status]
  const age = (from: number) => formatDuration(now.getTime() - from, { ticking: true })
  if (status === 'live') return label
  if (status === 'reconnecting' && since !== undefined) return `${label} ${age(since)}`
  return dataAt !== undefined && now.getTime() - dataAt > YOUNG_MS ? `${label} · data ${age(dataAt)} old` : label
}

import type { Interval } from './hide-idle'

/** Closer than this nothing is to be seen: spans are measured in milliseconds. */
const CLOSEST_MS = 1

/** A window to zoom into, kept inside the axis and the right way round; null when it is the whole axis. */
export function pointedWindow(axis: Interval, oneMs: number, otherMs: number): Interval | null {
  const startMs = Math.max(axis.startMs, Math.min(oneMs, otherMs))
  const endMs = Math.min(axis.endMs, Math.max(oneMs, otherMs))
  if (startMs <= axis.startMs && endMs >= axis.endMs) return null
  const width = Math.max(CLOSEST_MS, endMs - startMs)
  const from = Math.min(startMs, axis.endMs - width)
  return { startMs: from, endMs: from + width }
}

/** Zooms around the middle: a factor below 1 goes in, above 1 goes out. */
export function zoomedWindow(axis: Interval, window: Interval, factor: number): Interval | null {
  const middle = (window.startMs + window.endMs) / 2
  const half = Math.max(CLOSEST_MS, (window.endMs - window.startMs) * factor) / 2
  return pointedWindow(axis, middle - half, middle + half)
}

/** Moves the window by a share of its width and stops at the ends. */
export function movedWindow(axis: Interval, window: Interval, byMs: number): Interval | null {
  const width = window.endMs - window.startMs
  const startMs = Math.min(Math.max(axis.startMs, window.startMs + byMs), Math.max(axis.startMs, axis.endMs - width))
  return pointedWindow(axis, startMs, startMs + width)
}

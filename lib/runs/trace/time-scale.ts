import { formatDuration } from '@/lib/format/duration'
import type { Interval } from './hide-idle'

export interface AxisMark {
  /** 0 to 1 of the visible width. */
  at: number
  label: string
  kind: 'tick' | 'gap'
}

export interface TimeScale {
  /** Where a moment is drawn, 0 to 1 inside the window; outside it the value is beyond these bounds. */
  toFraction: (ms: number) => number
  toMs: (fraction: number) => number
  marks: AxisMark[]
}

/** The drawn width of a hidden gap, as a share of the time that stays: wide enough for its label. */
const GAP_SHARE = 0.12
/** Marks closer than this would overlap at the narrowest axis. */
const CLOSEST_MARKS = 0.13
const CLOSEST_GAP_LABELS = 0.3
const TICKS_WANTED = 5

/**
 * Maps time to the axis: straight, except that each hidden gap is drawn with one fixed width. The window is a part of
 * the axis to zoom into, in real time.
 */
export function timeScale(axis: Interval, gaps: Interval[], window: Interval = axis): TimeScale {
  const bent = bentTime(axis, gaps)
  const from = bent.toDrawn(window.startMs)
  const width = Math.max(1e-6, bent.toDrawn(window.endMs) - from)
  const toFraction = (ms: number) => (bent.toDrawn(ms) - from) / width
  const toMs = (fraction: number) => bent.toReal(from + fraction * width)
  return { toFraction, toMs, marks: axisMarks(axis, gaps, { from, width }, bent, toFraction) }
}

interface BentTime {
  toDrawn: (ms: number) => number
  toReal: (drawn: number) => number
}

function bentTime(axis: Interval, gaps: Interval[]): BentTime {
  const hiddenMs = gaps.reduce((sum, gap) => sum + (gap.endMs - gap.startMs), 0)
  const shownMs = Math.max(1, axis.endMs - axis.startMs - hiddenMs)
  const gapWidth = shownMs * GAP_SHARE
  const pieces = piecesOf(axis, gaps, gapWidth)
  const last = pieces.at(-1) as Piece
  return {
    toDrawn: (ms) => {
      const piece = pieces.find((one) => ms < one.endMs) ?? last
      return piece.drawnFrom + (ms - piece.startMs) * piece.rate
    },
    toReal: (drawn) => {
      const piece = pieces.find((one) => drawn < one.drawnFrom + (one.endMs - one.startMs) * one.rate) ?? last
      return piece.startMs + (drawn - piece.drawnFrom) / piece.rate
    },
  }
}

interface Piece extends Interval {
  drawnFrom: number
  rate: number
}

function piecesOf(axis: Interval, gaps: Interval[], gapWidth: number): Piece[] {
  const pieces: Piece[] = []
  let cursor = axis.startMs
  let drawn = 0
  const add = (endMs: number, rate: number) => {
    if (endMs <= cursor) return
    pieces.push({ startMs: cursor, endMs, drawnFrom: drawn, rate })
    drawn += (endMs - cursor) * rate
    cursor = endMs
  }
  for (const gap of gaps) {
    add(gap.startMs, 1)
    add(gap.endMs, gapWidth / Math.max(1, gap.endMs - gap.startMs))
  }
  add(axis.endMs, 1)
  if (pieces.length === 0) pieces.push({ startMs: axis.startMs, endMs: axis.startMs + 1, drawnFrom: 0, rate: 1 })
  return pieces
}

function axisMarks(
  axis: Interval,
  gaps: Interval[],
  drawn: { from: number; width: number },
  bent: BentTime,
  toFraction: (ms: number) => number,
): AxisMark[] {
  const marks = gapMarks(gaps, toFraction)
  const first = bent.toReal(drawn.from)
  const last = bent.toReal(drawn.from + drawn.width)
  const step = niceStep(drawn.width / TICKS_WANTED)
  const isHidden = (ms: number) => gaps.some((gap) => ms > gap.startMs && ms < gap.endMs)
  // A long hidden gap holds many steps that are not drawn: jump over it instead of walking through.
  for (let ms = firstTick(first, axis.startMs, step); ms <= last; ms += step) {
    const gap = gaps.find((one) => ms > one.startMs && ms < one.endMs)
    if (gap) ms = firstTick(gap.endMs, axis.startMs, step)
    const at = toFraction(ms)
    if (ms > last || isHidden(ms) || marks.some((mark) => Math.abs(mark.at - at) < CLOSEST_MARKS)) continue
    marks.push({ at, kind: 'tick', label: tickLabel(ms - axis.startMs) })
  }
  return marks.sort((one, other) => one.at - other.at)
}

/** A gap beside another has no room for its words: three dots say that the axis is broken there too. */
function gapMarks(gaps: Interval[], toFraction: (ms: number) => number): AxisMark[] {
  const marks: AxisMark[] = []
  let lastLabelled = Number.NEGATIVE_INFINITY
  for (const gap of gaps) {
    const at = toFraction((gap.startMs + gap.endMs) / 2)
    if (at <= 0 || at >= 1) continue
    const hasRoom = at - lastLabelled >= CLOSEST_GAP_LABELS
    if (hasRoom) lastLabelled = at
    marks.push({ at, kind: 'gap', label: hasRoom ? `· ${formatDuration(gap.endMs - gap.startMs)} hidden ·` : '···' })
  }
  return marks
}

function firstTick(fromMs: number, originMs: number, step: number): number {
  return originMs + Math.ceil((fromMs - originMs - 1e-6) / step) * step
}

const NICE_STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
]

function niceStep(wantedMs: number): number {
  const day = NICE_STEPS_MS.at(-1) as number
  return NICE_STEPS_MS.find((step) => step >= wantedMs) ?? Math.ceil(wantedMs / day) * day
}

/** "0 s", "250 ms", "1.5 s", "2 min", "1 h 30 min": round numbers read shorter than a duration. */
function tickLabel(ms: number): string {
  if (ms < 1) return '0 s'
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(2))} s`
  if (ms < 3_600_000) return withRest(Math.floor(ms / 60_000), 'min', Math.round((ms % 60_000) / 1_000), 's')
  if (ms < 86_400_000) return withRest(Math.floor(ms / 3_600_000), 'h', Math.round((ms % 3_600_000) / 60_000), 'min')
  return withRest(Math.floor(ms / 86_400_000), 'd', Math.round((ms % 86_400_000) / 3_600_000), 'h')
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`
}

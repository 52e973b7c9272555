'use client'

import { type PointerEvent, useRef } from 'react'
import type { Interval } from '@/lib/runs/trace/hide-idle'
import { movedWindow, pointedWindow } from '@/lib/runs/trace/pointed-window'
import { timeScale } from '@/lib/runs/trace/time-scale'
import type { TimelineRow } from '@/lib/runs/trace/timeline'
import { TONE_FILL } from '../tone-classes'

/** Enough to recognise the shape of a run; more would be a grey band. */
const MOST_BARS = 120

type Grip = 'start' | 'end' | 'move'

type TimelineMinimapProps = {
  rows: TimelineRow[]
  axis: Interval
  window: Interval
  nowMs: number
  onWindow: (window: Interval | null) => void
}

/** The whole run with the zoomed stretch in it: drag the stretch or its edges. */
export function TimelineMinimap({ rows, axis, window, nowMs, onWindow }: TimelineMinimapProps) {
  const grip = useRef<{ kind: Grip; atMs: number; window: Interval } | null>(null)
  const strip = useRef<HTMLDivElement>(null)
  const scale = timeScale(axis, [])
  const shown = rows
    .filter((row) => row.kind === 'attempt' || row.kind === 'span' || row.kind === 'wait')
    .slice(0, MOST_BARS)
  const percent = (ms: number) => scale.toFraction(ms) * 100

  const msAt = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect()
    return box ? scale.toMs((event.clientX - box.left) / box.width) : axis.startMs
  }
  const grab = (kind: Grip) => (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    grip.current = { kind, atMs: msAt(event), window }
  }
  const drag = (event: PointerEvent) => {
    if (!grip.current) return
    const { kind, atMs, window: from } = grip.current
    const ms = msAt(event)
    if (kind === 'move') onWindow(movedWindow(axis, from, ms - atMs))
    else if (kind === 'start') onWindow(pointedWindow(axis, ms, from.endMs))
    else onWindow(pointedWindow(axis, from.startMs, ms))
  }
  const release = () => {
    grip.current = null
  }
  const handlers = { onPointerMove: drag, onPointerUp: release, onPointerCancel: release }

  return (
    <div ref={strip} aria-hidden className="relative h-6 touch-none overflow-hidden border-line border-b bg-raised/50">
      {shown.map((row, index) => (
        <span
          key={row.id}
          className={`absolute h-0.5 min-w-px rounded-full opacity-60 ${TONE_FILL[row.tone]}`}
          style={{
            left: `${percent(row.startMs)}%`,
            width: `${percent(row.endMs ?? nowMs) - percent(row.startMs)}%`,
            top: 3 + (index / Math.max(1, shown.length)) * 16,
          }}
        />
      ))}
      <span
        className="absolute inset-y-0 cursor-grab border-accent border-x-2 bg-accent/15 active:cursor-grabbing"
        style={{ left: `${percent(window.startMs)}%`, width: `${percent(window.endMs) - percent(window.startMs)}%` }}
        onPointerDown={grab('move')}
        {...handlers}
      >
        <span className="absolute inset-y-0 -left-2 w-4 cursor-ew-resize" onPointerDown={grab('start')} {...handlers} />
        <span className="absolute inset-y-0 -right-2 w-4 cursor-ew-resize" onPointerDown={grab('end')} {...handlers} />
      </span>
    </div>
  )
}

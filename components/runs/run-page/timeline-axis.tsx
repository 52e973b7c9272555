'use client'

import { type PointerEvent, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { AxisMark, TimeScale } from '@/lib/runs/trace/time-scale'

/** A shorter drag is a click that trembled. */
const SHORTEST_DRAG_PX = 5

type TimelineAxisProps = {
  scale: TimeScale
  /** A stretch was drawn with the pointer: zoom into it. */
  onBrush: (fromMs: number, toMs: number) => void
}

/** Ticks and hidden gaps; drag across it to zoom in. The keys + − 0 do the same without a pointer. */
export function TimelineAxis({ scale, onBrush }: TimelineAxisProps) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)

  const fractionAt = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { at: Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), width: box.width }
  }

  return (
    <div
      aria-hidden
      title="Drag to zoom in"
      className="relative h-full cursor-crosshair touch-none select-none border-line border-l text-11 text-faint tabular-nums"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const { at } = fractionAt(event)
        setDrag({ from: at, to: at })
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: fractionAt(event).at })}
      onPointerCancel={() => setDrag(null)}
      onPointerUp={(event) => {
        // From the event itself: the last move may not have been drawn yet.
        const { at, width } = fractionAt(event)
        if (drag && Math.abs(at - drag.from) * width >= SHORTEST_DRAG_PX) onBrush(scale.toMs(drag.from), scale.toMs(at))
        setDrag(null)
      }}
    >
      {scale.marks.map((mark) => (
        <span
          key={`${mark.kind}${mark.at}`}
          className={classNames(
            'absolute top-2 whitespace-nowrap',
            mark.kind === 'gap' && 'text-waiting',
            alignmentOf(mark),
          )}
          style={{ left: `${mark.at * 100}%` }}
        >
          {mark.label}
        </span>
      ))}
      {drag && (
        <span
          className="absolute inset-y-0 border-accent border-x bg-accent/15"
          style={{ left: `${Math.min(drag.from, drag.to) * 100}%`, width: `${Math.abs(drag.to - drag.from) * 100}%` }}
        />
      )}
    </div>
  )
}

/** Centred on its moment, but never beyond the edges of the axis. */
function alignmentOf(mark: AxisMark): string {
  const halfWidth = mark.kind === 'gap' ? 0.16 : 0.05
  if (mark.at < halfWidth) return mark.kind === 'gap' ? '' : 'pl-1.5'
  return mark.at > 1 - halfWidth ? '-translate-x-full' : '-translate-x-1/2'
}

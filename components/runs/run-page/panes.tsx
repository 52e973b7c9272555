'use client'

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'

const NARROWEST = 30
const WIDEST = 75
const STEP = 4

type PanesProps = {
  left: ReactNode
  right: ReactNode
  /** Percent of the width that the left pane takes. */
  split: number
  onSplit: (percent: number) => void
}

/** Two panes with a divider that moves by pointer and by arrow keys; below 900 px they lie on top of each other. */
export function Panes({ left, right, split, onSplit }: PanesProps) {
  const frame = useRef<HTMLDivElement>(null)
  const dragging = useRef(false)
  const percent = clamp(split)

  const onPointerMove = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    if (dragging.current && box) onSplit(clamp(((event.clientX - box.left) / box.width) * 100))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (by === 0) return
    event.preventDefault()
    onSplit(clamp(percent + by))
  }
  const release = () => {
    dragging.current = false
  }

  return (
    <div
      ref={frame}
      className="flex min-h-0 grow flex-col border-line border-t min-[900px]:flex-row"
      style={{ '--left': `${percent}%` } as React.CSSProperties}
    >
      <div className="min-h-0 min-w-0 max-[899px]:h-[46dvh] max-[899px]:shrink-0 min-[900px]:w-(--left)">{left}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that moves is no hr */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the timeline"
        aria-valuenow={percent}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        tabIndex={0}
        className="relative shrink-0 bg-line max-[899px]:h-px min-[900px]:w-px"
        onKeyDown={onKeyDown}
      >
        <div
          aria-hidden
          className="absolute inset-y-0 -left-1.5 z-10 w-3 cursor-col-resize touch-none hover:bg-accent/20 max-[899px]:hidden"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            dragging.current = true
          }}
          onPointerMove={onPointerMove}
          onPointerUp={release}
          onPointerCancel={release}
        />
      </div>
      <div className="min-h-0 min-w-0 grow basis-0 bg-panel max-[899px]:min-h-[50dvh] max-[899px]:basis-auto">
        {right}
      </div>
    </div>
  )
}

const clamp = (percent: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, percent)))

'use client'

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { savePreference } from '@/components/layout/preference-cookie'
import { classNames } from '@/components/ui/class-names'
import { clampSplit, NARROWEST, nextSplit, USUAL_SPLIT, WIDEST } from '@/lib/runs/trace/pane-split'

type PanesProps = {
  left: ReactNode
  right: ReactNode
  /** Percent of the width for the left pane, as the reader left it; null for the usual share. */
  initialPercent: number | null
}

/**
 * Two panes with a divider that moves by pointer and by arrow keys and stays where it was left; below 900 px they lie on
 * top of each other.
 */
export function Panes({ left, right, initialPercent }: PanesProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [percent, setPercent] = useState(clampSplit(initialPercent ?? USUAL_SPLIT))
  const [isDragging, setDragging] = useState(false)

  const moveTo = (next: number) => {
    setPercent(next)
    savePreference('runSplit', String(next))
  }
  const percentAt = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    return box ? clampSplit(((event.clientX - box.left) / box.width) * 100) : percent
  }
  const release = (event: PointerEvent) => {
    // From the event itself: the last move may not have been drawn yet.
    if (isDragging) moveTo(percentAt(event))
    setDragging(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextSplit(percent, event.key)
    if (next === null) return
    event.preventDefault()
    moveTo(next)
  }

  return (
    <div
      ref={frame}
      className={classNames(
        'flex min-h-0 grow flex-col border-line border-t min-[900px]:flex-row',
        isDragging && 'cursor-col-resize select-none',
      )}
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
        aria-valuetext={`${percent} percent`}
        tabIndex={0}
        className="group relative w-px shrink-0 bg-line max-[899px]:hidden"
        onKeyDown={onKeyDown}
        onDoubleClick={() => moveTo(USUAL_SPLIT)}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragging(true)
        }}
        onPointerMove={(event) => isDragging && setPercent(percentAt(event))}
        onPointerUp={release}
        onPointerCancel={() => setDragging(false)}
      >
        <div
          aria-hidden
          className={classNames(
            'absolute inset-y-0 -left-3 z-10 w-6 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-[11px] after:w-0.5 hover:after:bg-accent/50 group-focus-visible:after:bg-accent',
            isDragging && 'after:bg-accent',
          )}
        />
      </div>
      <div className="min-h-0 min-w-0 grow basis-0 border-line bg-panel max-[899px]:min-h-[50dvh] max-[899px]:basis-auto max-[899px]:border-t">
        {right}
      </div>
    </div>
  )
}

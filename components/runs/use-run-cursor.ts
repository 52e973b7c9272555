'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { routes } from '@/lib/routes'

export interface RunCursor {
  /** The row that j and k have reached, or that has the focus. */
  activeId: string | null
  /** The cursor was moved by a key, so the row takes the focus when it is drawn. */
  moved: boolean
  /** The row itself has the focus, not a control in it. */
  onRow: boolean
  move: (step: 1 | -1) => void
  open: (runId: string, inNewTab: boolean) => void
  clear: () => void
  onFocus: (runId: string, onRow: boolean) => void
  onBlur: () => void
  onMove: (listener: (index: number) => void) => () => void
}

/** The place of the keyboard in a list whose rows may be out of sight. */
export function useRunCursor(environment: string, order: readonly string[]): RunCursor {
  const router = useRouter()
  const [place, setPlace] = useState<{ id: string | null; moved: boolean; onRow: boolean }>({
    id: null,
    moved: false,
    onRow: false,
  })
  const listeners = useRef(new Set<(index: number) => void>())
  const [onMove] = useState(() => (listener: (index: number) => void) => {
    listeners.current.add(listener)
    return () => {
      listeners.current.delete(listener)
    }
  })
  return {
    activeId: place.id,
    moved: place.moved,
    onRow: place.onRow,
    onMove,
    move: (step) => {
      const at = place.id === null ? -1 : order.indexOf(place.id)
      const index = at === -1 ? (step === 1 ? 0 : order.length - 1) : at + step
      const id = order[index]
      if (id === undefined) return
      for (const listener of listeners.current) listener(index)
      setPlace({ id, moved: true, onRow: true })
    },
    open: (runId, inNewTab) => {
      const href = routes.run(environment, runId)
      if (inNewTab) window.open(href, '_blank', 'noopener')
      else router.push(href)
    },
    clear: () => setPlace({ id: null, moved: false, onRow: false }),
    onFocus: (id, onRow) => setPlace({ id, moved: false, onRow }),
    onBlur: () => setPlace((now) => ({ ...now, moved: false, onRow: false })),
  }
}

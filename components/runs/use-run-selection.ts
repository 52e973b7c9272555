'use client'

import { useState } from 'react'
import { selectRange, toggleOne } from '@/lib/runs/select-range'

export interface RunSelection {
  ids: ReadonlySet<string>
  /** All that was loaded was selected at once, and nothing was changed since. */
  everything: boolean
  /** With `extend` (shift) everything since the last choice is selected too. */
  toggle: (id: string, extend?: boolean) => void
  setAll: (selected: boolean) => void
  keepOnly: (ids: Iterable<string>) => void
  clear: () => void
}

const NOTHING: ReadonlySet<string> = new Set()

export function useRunSelection(order: readonly string[]): RunSelection {
  const [ids, setIds] = useState(NOTHING)
  const [everything, setEverything] = useState<ReadonlySet<string> | null>(null)
  const [anchor, setAnchor] = useState<string | null>(null)
  return {
    ids,
    everything: everything === ids,
    toggle: (id, extend = false) => {
      setIds(extend ? selectRange(order, ids, anchor, id) : toggleOne(ids, id))
      setAnchor(id)
    },
    setAll: (selected) => {
      const all = selected ? new Set(order) : NOTHING
      setIds(all)
      setEverything(selected ? all : null)
    },
    keepOnly: (kept) => setIds(new Set(kept)),
    clear: () => {
      setIds(NOTHING)
      setAnchor(null)
    },
  }
}

'use client'

import { useQueryState } from 'nuqs'
import { useState } from 'react'
import {
  otherColumns,
  parseAsColumns,
  RUN_LIST_VIEW_COOKIE,
  type RunColumn,
  type RunListView,
  serializeRunListView,
} from '@/lib/runs/run-list-view'

const YEAR_S = 31_536_000

export interface RunListViewControl {
  view: RunListView
  change: (view: RunListView) => void
  /** Shows what an address asks for; null shows what this browser remembers. */
  openColumns: (columns: RunColumn[] | null) => void
}

/** Density and columns, remembered for this browser. Columns in the address win, and a change of them changes both. */
export function useRunListView(initial: RunListView): RunListViewControl {
  const [remembered, setRemembered] = useState(initial)
  const [columns, setColumns] = useQueryState('columns', parseAsColumns)
  const view = columns === null ? remembered : { ...remembered, hidden: otherColumns(columns) }
  return {
    view,
    change: (wanted) => {
      // The columns of an address that somebody only looks at are not theirs.
      const sameColumns = wanted.hidden.join() === view.hidden.join()
      const next = sameColumns ? { ...wanted, hidden: remembered.hidden } : wanted
      setRemembered(next)
      remember(next)
      if (columns !== null && !sameColumns) void setColumns(otherColumns(next.hidden))
    },
    openColumns: (next) => void setColumns(next, { history: 'push' }),
  }
}

function remember(view: RunListView): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140.
  document.cookie = `${RUN_LIST_VIEW_COOKIE}=${serializeRunListView(view)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`
}

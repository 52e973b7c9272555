'use client'

import { useState } from 'react'
import { RUN_LIST_VIEW_COOKIE, type RunListView, serializeRunListView } from '@/lib/runs/run-list-view'

const YEAR_S = 31_536_000

/** Density and columns, remembered for this browser. */
export function useRunListView(initial: RunListView): [RunListView, (view: RunListView) => void] {
  const [view, setView] = useState(initial)
  return [
    view,
    (next) => {
      setView(next)
      const secure = window.location.protocol === 'https:' ? '; Secure' : ''
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140.
      document.cookie = `${RUN_LIST_VIEW_COOKIE}=${serializeRunListView(next)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`
    },
  ]
}

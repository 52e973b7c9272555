'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

export type LiveStatus = 'live' | 'reconnecting' | 'polling' | 'paused'

export type LiveState = {
  status: LiveStatus
  /** When this status began, in epoch milliseconds. */
  since?: number | undefined
  /** When the newest data on the page arrived, in epoch milliseconds. */
  dataAt?: number | undefined
}

const Current = createContext<LiveState | null>(null)
const Report = createContext<(state: LiveState | null) => void>(() => {})

/** Two contexts, so that a page that reports does not draw itself again because of its own report. */
export function LiveStateProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState | null>(null)
  return (
    <Report value={setState}>
      <Current value={state}>{children}</Current>
    </Report>
  )
}

/** Null where nothing on the page is live. */
export const useLiveState = () => useContext(Current)

/** Called by a page's live data; the top bar shows it until the page is left. Null reports nothing. */
export function useReportLiveState(state: LiveState | null): void {
  const report = useContext(Report)
  const { status, since, dataAt } = state ?? {}
  useEffect(() => report(status ? { status, since, dataAt } : null), [report, status, since, dataAt])
  useEffect(() => () => report(null), [report])
}

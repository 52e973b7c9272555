'use client'

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { formatMoment } from './format-moment'
import { savePreference } from './preference-cookie'
import type { TimeMode } from './time-mode'

type TimeFormat = {
  mode: TimeMode
  setMode: (mode: TimeMode) => void
  /** The zone that absolute times are shown in. */
  timeZone: string
  /** "22 Nov 2026, 14:03:07" in that zone. */
  formatExact: (moment: Date) => string
}

const Context = createContext<TimeFormat | null>(null)

const neverChanges = () => () => {}
const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const serverZone = () => 'UTC'

export function TimeFormatProvider({ initialMode, children }: { initialMode: TimeMode; children: ReactNode }) {
  const [mode, setMode] = useState(initialMode)
  // The server does not know the reader's zone: both sides draw UTC first, and hydration corrects it.
  const readersZone = useSyncExternalStore(neverChanges, localZone, serverZone)
  const timeZone = mode === 'utc' ? 'UTC' : readersZone
  const value: TimeFormat = {
    mode,
    timeZone,
    setMode: (next) => {
      setMode(next)
      savePreference('time', next)
    },
    formatExact: (moment) => formatMoment(moment, timeZone),
  }
  return <Context value={value}>{children}</Context>
}

/** How the reader wants times: `relative` ("2 min ago", exact on hover), or exact in their own zone or in UTC. */
export function useTimeFormat(): TimeFormat {
  const value = useContext(Context)
  if (!value) throw new Error('useTimeFormat needs TimeFormatProvider above it')
  return value
}

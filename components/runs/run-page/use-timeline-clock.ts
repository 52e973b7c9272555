'use client'

import { useEffect, useState } from 'react'

/** Ten steps a second look like growth; every frame would cost a core for bars that move by a pixel. */
const STEP_MS = 100

/** The moment up to which open bars are drawn: one clock for the whole timeline, still when nothing is open. */
export function useTimelineClock(isLive: boolean, asOfMs: number): number {
  // The first drawing is of the moment the data was read: the server and the browser must draw the same.
  const [nowMs, setNowMs] = useState(asOfMs)
  useEffect(() => {
    if (!isLive) return
    const timer = setInterval(() => {
      if (!document.hidden) setNowMs(Date.now())
    }, STEP_MS)
    return () => clearInterval(timer)
  }, [isLive])
  return nowMs
}

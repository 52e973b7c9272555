'use client'

import { useSyncExternalStore } from 'react'

const TICK_MS = 1_000
const listeners = new Set<() => void>()
let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = new Date()
    for (const notify of listeners) notify()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const stopped = () => () => {}

function currentTick(): Date {
  // Between two pages nobody listens and the clock stands still; the first reader must not see that old time.
  if (timer === undefined && Date.now() - now.getTime() > TICK_MS) now = new Date()
  return now
}

/** The one clock of a page: every ticking text changes in the same frame. A text that has settled passes false. */
export function useNow(ticking = true): Date {
  return useSyncExternalStore(ticking ? subscribe : stopped, currentTick, currentTick)
}

'use client'

import { useSyncExternalStore } from 'react'

const TICK_MS = 1_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = new Date()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick() {
  now = new Date()
  for (const listener of listeners) listener()
}

const standStill = () => () => {}

function currentTick(): Date {
  // Between two pages nobody listens and the clock stands still; the first reader must not see that old time.
  if (timer === undefined && Date.now() - now.getTime() > TICK_MS) now = new Date()
  return now
}

/** The one clock of the page: every ticking text changes in the same frame. A text that has settled passes false. */
export const useNow = (ticking = true): Date =>
  useSyncExternalStore(ticking ? subscribe : standStill, currentTick, currentTick)

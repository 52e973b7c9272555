'use client'

import { useSyncExternalStore } from 'react'

const TICK_MS = 1_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = Date.now()

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
  now = Date.now()
  for (const listener of listeners) listener()
}

function currentTime(): number {
  // Nothing ticked while nobody listened, so the first reader would see the past.
  if (!timer) now = Date.now()
  return now
}

const SERVER_TIME = null

/** The one clock of the page, in epoch milliseconds, once a second. Null until the page is hydrated. */
export const useNow = (): number | null => useSyncExternalStore(subscribe, currentTime, () => SERVER_TIME)

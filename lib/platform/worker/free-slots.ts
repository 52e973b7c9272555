export interface Load {
  /** Attempts that are working or about to. */
  executing: number
  /** Threads in use, by waiting attempts too. */
  threads: number
}

/**
 * How many runs may be fetched now. A waiting run gives its slot back but keeps its thread. When every thread waits,
 * one run is fetched beyond the limit: it may be the child that all of them wait for.
 */
export function freeSlots(limits: { slots: number; maxThreads: number }, load: Load): number {
  const slots = limits.slots - load.executing
  const threads = limits.maxThreads - load.threads
  if (threads <= 0 && load.executing === 0) return 1
  return Math.max(0, Math.min(slots, threads))
}

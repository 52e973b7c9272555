import { parseDurationMs } from './parse-time'

/** When a run queued at this time gives up waiting for its first attempt; never (null) with a ttl of 0 or without one. */
export function expiry(ttl: string | null, queuedAt: Date): Date | null {
  const ttlMs = ttl === null ? undefined : parseDurationMs(ttl)
  return !ttlMs ? null : new Date(queuedAt.getTime() + ttlMs)
}

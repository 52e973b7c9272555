import { parseDurationMs } from './parse-time'

/** When a run queued at this time gives up waiting for its first attempt; null when the ttl is no duration. */
export function expiry(ttl: string | null, queuedAt: Date): Date | null {
  const ttlMs = ttl === null ? undefined : parseDurationMs(ttl)
  return ttlMs === undefined ? null : new Date(queuedAt.getTime() + ttlMs)
}

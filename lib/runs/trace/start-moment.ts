import { parseDelay } from '../parse-delay'

const UNIT_MS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }

/** Servers take no later date than JavaScript can hold. */
const LATEST_MS = 8.64e15

export interface StartMoment {
  /** What the platform is asked for: the duration as it was written, or the instant. */
  delay: string
  at: Date
}

/** "2h30m" from now; null for what is no duration. */
export function startAfter(text: string, now: Date): StartMoment | null {
  const delay = text.replaceAll(' ', '').toLowerCase()
  if (!/^\d/.test(delay) || parseDelay(delay) !== delay) return null
  let ms = 0
  for (const [, amount, unit] of delay.matchAll(/(\d+)([wdhms])/g)) ms += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0)
  const at = now.getTime() + ms
  return at > LATEST_MS ? null : { delay, at: new Date(at) }
}

/** A wall clock time ("2026-12-24T18:00") of the zone that times are shown in: UTC, or the reader's own. */
export function startAt(text: string, timeZone: string): StartMoment | null {
  if (!/^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null
  const at = new Date(timeZone === 'UTC' ? `${text}Z` : text)
  return Number.isNaN(at.getTime()) ? null : { delay: at.toISOString(), at }
}

/** The wall clock time that a field of the browser begins with, to the minute. */
export function wallClock(moment: Date, timeZone: string): string {
  const offsetMs = timeZone === 'UTC' ? 0 : moment.getTimezoneOffset() * 60_000
  return new Date(moment.getTime() - offsetMs).toISOString().slice(0, 16)
}

import { parseNaturalLanguageDurationInMs } from '@trigger.dev/core/v3/isomorphic'

/** A moment given as a date or as a duration from now ("30s"); undefined when it is neither. */
export function parseMoment(value: string | Date | undefined, now: Date): Date | undefined {
  if (value === undefined) return undefined
  if (value instanceof Date) return value
  const durationMs = parseDurationMs(value)
  if (durationMs !== undefined) return new Date(now.getTime() + durationMs)
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** "10m", "1h30m" … in milliseconds; undefined when the text is no duration. */
export function parseDurationMs(value: string): number | undefined {
  return parseNaturalLanguageDurationInMs(value)
}

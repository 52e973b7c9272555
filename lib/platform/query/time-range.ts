import { safeParseNaturalLanguageDurationAgo } from '@trigger.dev/core/v3/isomorphic'

export interface TimeRange {
  from: Date
  to: Date
  /** Nobody named a range: what the query itself says about its times is enough. */
  isDefault: boolean
}

const DAY_MS = 86_400_000
const DEFAULT_MS = 7 * DAY_MS

/** A range that makes no sense counts as none, as on a real server. */
export function timeRange(
  asked: { period?: string | null; from?: string | null; to?: string | null },
  now: Date,
): TimeRange {
  const to = moment(asked.to) ?? now
  const from = moment(asked.from) ?? (asked.period ? safeParseNaturalLanguageDurationAgo(asked.period) : undefined)
  if (from && from < to) return { from, to, isDefault: false }
  return { from: new Date(to.getTime() - DEFAULT_MS), to, isDefault: moment(asked.to) === undefined }
}

function moment(text: string | null | undefined): Date | undefined {
  if (!text) return undefined
  const date = new Date(/^\d+$/.test(text) ? Number(text) : text)
  const year = date.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? date : undefined
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Ranges up to so many seconds, and the buckets that make 50 to 120 of them. */
const BUCKETS: ReadonlyArray<[upTo: number, bucket: number]> = [
  [5 * MINUTE, 5],
  [30 * MINUTE, 30],
  [2 * HOUR, MINUTE],
  [6 * HOUR, 5 * MINUTE],
  [DAY, 15 * MINUTE],
  [3 * DAY, HOUR],
  [14 * DAY, 6 * HOUR],
  [60 * DAY, DAY],
  [365 * DAY, 7 * DAY],
]

/** The seconds in a bucket of timeBucket(). */
export function bucketSeconds({ from, to }: TimeRange): number {
  const seconds = (to.getTime() - from.getTime()) / 1000
  return BUCKETS.find(([upTo]) => seconds <= upTo)?.[1] ?? 30 * DAY
}

import type { ErrorGroupRecord } from './error-group-record'

export interface Occurrences {
  /** Those that made us look, each with the version it ran on. */
  fresh: ReadonlyArray<{ at: Date; version: string | null }>
  /** How many there were in the minute of the last one. */
  inLastMinute: number
}

/**
 * Whether new occurrences take the group back to unresolved: one that came after it was resolved, of the version that
 * was to resolve it or a later one; or more of them than were to be ignored.
 */
export function isReopened(group: ErrorGroupRecord, { fresh, inLastMinute }: Occurrences, now: Date): boolean {
  if (group.status === 'resolved') return fresh.some((occurrence) => isRegression(group, occurrence))
  if (group.status !== 'ignored') return false
  if (group.ignored_until && group.ignored_until <= now) return true
  if (group.ignored_until_rate !== null && inLastMinute > group.ignored_until_rate) return true
  const since = group.count - (group.ignored_at_count ?? 0)
  return group.ignored_until_total !== null && since >= group.ignored_until_total
}

function isRegression(group: ErrorGroupRecord, occurrence: { at: Date; version: string | null }): boolean {
  if (group.resolved_at === null || occurrence.at <= group.resolved_at) return false
  const [ran, resolved] = [parseVersion(occurrence.version), parseVersion(group.resolved_in_version)]
  if (!ran || !resolved) return true
  return ran.day > resolved.day || (ran.day === resolved.day && ran.build >= resolved.build)
}

/** A version of task code is 'YYYYMMDD.N'. */
function parseVersion(version: string | null): { day: number; build: number } | null {
  const parts = /^(\d{8})\.(\d{1,9})$/.exec(version ?? '')
  return parts && { day: Number(parts[1]), build: Number(parts[2]) }
}

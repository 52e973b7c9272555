export type ErrorGroupStatus = 'unresolved' | 'resolved' | 'ignored'

/** One row of `error_groups`. */
export interface ErrorGroupRecord {
  environment_id: string
  fingerprint: string
  task_id: string
  error_type: string
  error_message: string
  /** Of all time; a list counts those of its period. */
  count: number
  first_seen: Date
  last_seen: Date
  status: ErrorGroupStatus
  resolved_at: Date | null
  resolved_in_version: string | null
  ignored_at: Date | null
  ignored_until: Date | null
  ignored_reason: string | null
  ignored_until_rate: number | null
  ignored_until_total: number | null
  ignored_at_count: number | null
}

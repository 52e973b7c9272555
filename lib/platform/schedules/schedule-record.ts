/** A row of `schedules`. */
export interface ScheduleRecord {
  /** The public id, sched_… */
  id: string
  environment_id: string
  type: 'DECLARATIVE' | 'IMPERATIVE'
  task_id: string
  deduplication_key: string
  user_provided_deduplication_key: boolean
  external_id: string | null
  cron: string
  description: string
  timezone: string
  spread_window: string | null
  active: boolean
  next_at: Date | null
  wake_at: Date | null
  planned_at: Date
  last_fired_at: Date | null
  created_at: Date
  updated_at: Date
}

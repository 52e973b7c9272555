import { type Calendar, nextOccurrence } from './next-occurrence'
import type { ScheduleRecord } from './schedule-record'

export type SchedulePlan = Pick<ScheduleRecord, 'next_at' | 'wake_at' | 'planned_at'>

/** What comes next, seen from now: times that have passed meanwhile are left out. */
export function planSchedule(calendar: Calendar, active: boolean, now: Date): SchedulePlan {
  const next = active ? nextOccurrence(calendar, now) : null
  return { next_at: next, wake_at: next, planned_at: now }
}

/** A schedule that is written again with the calendar it has stays planned as it is: a time that is due is not lost. */
export function keepOrPlan(existing: ScheduleRecord | null, calendar: Calendar, now: Date): SchedulePlan {
  if (!existing) return planSchedule(calendar, true, now)
  const sameCalendar = existing.cron === calendar.cron && existing.timezone === calendar.timezone
  return sameCalendar ? existing : planSchedule(calendar, existing.active, now)
}

import type { Pool } from 'pg'
import type { ScheduleRecord } from './schedule-record'

/** What a run tells of the schedule that made it; null when that is deleted. */
export async function findRunSchedule(pool: Pool, id: string) {
  const { rows } = await pool.query<ScheduleRecord>('select * from schedules where id = $1', [id])
  const schedule = rows[0]
  if (!schedule) return null
  return {
    id: schedule.id,
    externalId: schedule.external_id ?? undefined,
    deduplicationKey: schedule.user_provided_deduplication_key ? schedule.deduplication_key : undefined,
    generator: { type: 'CRON' as const, expression: schedule.cron, description: schedule.description },
  }
}

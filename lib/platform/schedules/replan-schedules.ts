import type { PlatformDeps } from '../http/deps'
import { planSchedule } from './plan-schedule'
import type { ScheduleRecord } from './schedule-record'

/** More than clocks are corrected by in normal operation. */
const SET_BACK_BY = '1 minute'

/**
 * After the clock was set back, a schedule would be silent until the time it was planned for comes again. Times that
 * are served already are not served twice: each has its row.
 */
export async function replanSchedules(deps: Pick<PlatformDeps, 'pool' | 'environment' | 'log'>, now: Date) {
  const { rows } = await deps.pool.query<ScheduleRecord>(
    `select * from schedules where environment_id = $1 and planned_at > $2::timestamptz + interval '${SET_BACK_BY}'`,
    [deps.environment.id, now],
  )
  for (const schedule of rows) {
    const plan = planSchedule(schedule, schedule.active, now)
    await deps.pool.query(
      'update schedules set next_at = $2, wake_at = $3, planned_at = $4 where id = $1 and planned_at = $5',
      [schedule.id, plan.next_at, plan.wake_at, plan.planned_at, schedule.planned_at],
    )
  }
  if (rows.length > 0) deps.log.warn({ schedules: rows.length }, 'the clock was set back; schedules are planned anew')
}

import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { planSchedule } from './plan-schedule'
import type { ScheduleRecord } from './schedule-record'

/** Null when there is none. What would have fired while it was inactive is not made up for. */
export async function setScheduleActive(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'signals'>,
  id: string,
  active: boolean,
  now: Date,
): Promise<ScheduleRecord | null> {
  const schedule = await inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<ScheduleRecord>(
      'select * from schedules where id = $1 and environment_id = $2 for update',
      [id, deps.environment.id],
    )
    const found = rows[0]
    if (!found || found.active === active) return found ?? null
    const plan = planSchedule(found, active, now)
    const changed = await client.query<ScheduleRecord>(
      `update schedules set active = $2, next_at = $3, wake_at = $4, planned_at = $5, updated_at = $6
       where id = $1 returning *`,
      [id, active, plan.next_at, plan.wake_at, plan.planned_at, now],
    )
    return changed.rows[0] ?? null
  })
  if (schedule?.wake_at) deps.signals.due(schedule.wake_at)
  return schedule
}

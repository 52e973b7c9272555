import type { PlatformDeps } from '../http/deps'
import type { ScheduleRecord } from './schedule-record'

export async function findSchedule(
  deps: Pick<PlatformDeps, 'pool' | 'environment'>,
  id: string,
): Promise<ScheduleRecord | null> {
  const { rows } = await deps.pool.query<ScheduleRecord>(
    'select * from schedules where id = $1 and environment_id = $2',
    [id, deps.environment.id],
  )
  return rows[0] ?? null
}

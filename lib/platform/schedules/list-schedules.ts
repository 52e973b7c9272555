import type { PlatformDeps } from '../http/deps'
import { presentListedSchedule } from './present-schedule'
import type { ScheduleRecord } from './schedule-record'

/** One page, the newest first. A page beyond the last is empty. */
export async function listSchedules(
  deps: Pick<PlatformDeps, 'pool' | 'environment'>,
  { page, perPage }: { page: number; perPage: number },
) {
  const [{ rows }, counted] = await Promise.all([
    deps.pool.query<ScheduleRecord>(
      'select * from schedules where environment_id = $1 order by created_at desc, id desc limit $2 offset $3',
      [deps.environment.id, perPage, (page - 1) * perPage],
    ),
    deps.pool.query<{ count: number }>('select count(*) from schedules where environment_id = $1', [
      deps.environment.id,
    ]),
  ])
  const count = counted.rows[0]?.count ?? 0
  return {
    data: rows.map((row) => presentListedSchedule(deps.environment, row)),
    pagination: { currentPage: page, totalPages: Math.ceil(count / perPage), count },
  }
}

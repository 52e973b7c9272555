import type { Pool, PoolClient } from 'pg'
import { ApiError } from '../http/api-error'
import { cronProblem } from './check-cron'
import type { Calendar } from './next-occurrence'
import { listTimezones } from './timezones'

/** Throws, in the words of a real server, for a calendar that no schedule can have. */
export function checkCalendar({ cron, timezone }: Calendar, origin: string, status: 400 | 422): void {
  const problem = cronProblem(cron)
  if (problem) throw new ApiError(status, `Invalid cron expression: ${problem}`)
  if (listTimezones().includes(timezone)) return
  throw new ApiError(
    status,
    `Invalid IANA timezone: '${timezone}'. View the list of valid timezones at ${origin}/api/v1/timezones`,
  )
}

/** Throws unless the newest version that knows the task registered it with `schedules.task`. */
export async function checkScheduledTask(db: Pool | PoolClient, environmentId: string, taskId: string): Promise<void> {
  const { rows } = await db.query<{ trigger_source: string }>(
    `select t.trigger_source from worker_tasks t join workers w on w.id = t.worker_id
     where w.environment_id = $1 and t.task_id = $2 order by w.registered_at desc limit 1`,
    [environmentId, taskId],
  )
  const source = rows[0]?.trigger_source
  if (source === undefined) throw new ApiError(422, `Task with identifier ${taskId} not found in project.`)
  if (source !== 'SCHEDULED') throw new ApiError(422, `Task with identifier ${taskId} is not a scheduled task.`)
}

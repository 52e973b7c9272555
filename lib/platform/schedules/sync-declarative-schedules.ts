import type { CreateBackgroundWorkerRequestBody } from '@trigger.dev/core/v3'
import { generateFriendlyId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import type { PlatformDeps } from '../http/deps'
import { checkCalendar } from './check-schedule'
import { describeCron } from './describe-cron'
import { keepOrPlan } from './plan-schedule'
import type { ScheduleRecord } from './schedule-record'

type TaskResource = CreateBackgroundWorkerRequestBody['metadata']['tasks'][number]
type DeclaredSchedule = NonNullable<TaskResource['schedule']>

/** Makes the declared schedules exactly those of the code that is being registered; whoever was switched off stays so. */
export async function syncDeclarativeSchedules(
  deps: Pick<PlatformDeps, 'environment' | 'origin'>,
  client: PoolClient,
  tasks: TaskResource[],
  now: Date,
): Promise<void> {
  const declared = tasks.flatMap(({ id, schedule }) => (schedule && runsHere(deps, schedule) ? [{ id, schedule }] : []))
  for (const { id, schedule } of declared) await declare(deps, client, id, schedule, now)
  await client.query(
    `delete from schedules where environment_id = $1 and type = 'DECLARATIVE' and task_id <> all($2)`,
    [deps.environment.id, declared.map(({ id }) => id)],
  )
}

function runsHere(deps: Pick<PlatformDeps, 'environment'>, { environments }: DeclaredSchedule): boolean {
  return !environments?.length || environments.some((type) => type === deps.environment.type)
}

async function declare(
  deps: Pick<PlatformDeps, 'environment' | 'origin'>,
  client: PoolClient,
  taskId: string,
  declared: DeclaredSchedule,
  now: Date,
): Promise<void> {
  const calendar = { cron: declared.cron, timezone: declared.timezone || 'UTC' }
  checkCalendar(calendar, deps.origin, 400)
  const { rows } = await client.query<ScheduleRecord>(
    `select * from schedules where environment_id = $1 and task_id = $2 and type = 'DECLARATIVE' for update`,
    [deps.environment.id, taskId],
  )
  const plan = keepOrPlan(rows[0] ?? null, calendar, now)
  await client.query(
    `insert into schedules (id, environment_id, type, task_id, deduplication_key, cron, description, timezone,
       spread_window, next_at, wake_at, planned_at, created_at, updated_at)
     values ($1, $2, 'DECLARATIVE', $3, $1, $4, $5, $6, $7, $8, $9, $10, $11, $11)
     on conflict (environment_id, task_id) where type = 'DECLARATIVE' do update set cron = excluded.cron,
       description = excluded.description, timezone = excluded.timezone, spread_window = excluded.spread_window,
       next_at = excluded.next_at, wake_at = excluded.wake_at, planned_at = excluded.planned_at,
       updated_at = excluded.updated_at`,
    [
      generateFriendlyId('sched'),
      deps.environment.id,
      taskId,
      calendar.cron,
      describeCron(calendar.cron),
      calendar.timezone,
      declared.window ?? null,
      plan.next_at,
      plan.wake_at,
      plan.planned_at,
      now,
    ],
  )
}

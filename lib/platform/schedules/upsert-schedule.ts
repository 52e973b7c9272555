import { generateFriendlyId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { checkCalendar, checkScheduledTask } from './check-schedule'
import { describeCron } from './describe-cron'
import { keepOrPlan } from './plan-schedule'
import type { ScheduleRecord } from './schedule-record'

type UpsertDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'origin' | 'signals'>

export interface ScheduleOptions {
  task: string
  cron: string
  timezone?: string | undefined
  externalId?: string | undefined
  window?: string | undefined
}

/** The schedule it means, if there is one: by its id, or by the key that its owner gave it. */
export type ScheduleAddress = { id: string } | { deduplicationKey: string }

const UPDATE = `
update schedules set cron = $2, description = $3, timezone = $4, external_id = $5, spread_window = $6,
  next_at = $7, wake_at = $8, planned_at = $9, updated_at = $10
where id = $1 returning *`

const INSERT = `
insert into schedules (id, cron, description, timezone, external_id, spread_window, next_at, wake_at, planned_at,
  created_at, updated_at, environment_id, type, task_id, deduplication_key, user_provided_deduplication_key)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, 'IMPERATIVE', $12, $13, $14) returning *`

/**
 * Writes the whole schedule: what is left out goes back to its default. An unknown id makes a new schedule, with an id
 * of its own, as on a real server. The task of a schedule stays what it was made for.
 */
export async function upsertSchedule(
  deps: UpsertDeps,
  address: ScheduleAddress,
  options: ScheduleOptions,
  now: Date,
): Promise<ScheduleRecord> {
  const calendar = { cron: options.cron, timezone: options.timezone || 'UTC' }
  checkCalendar(calendar, deps.origin, 422)
  await checkScheduledTask(deps.pool, deps.environment.id, options.task)
  const schedule = await inTransaction(deps.pool, async (client) => {
    const existing = await lockExisting(client, deps.environment.id, address)
    if (existing?.type === 'DECLARATIVE') throw new ApiError(422, 'Cannot update a declarative schedule')
    const plan = keepOrPlan(existing, calendar, now)
    const values = [
      existing?.id ?? generateFriendlyId('sched'),
      calendar.cron,
      describeCron(calendar.cron),
      calendar.timezone,
      options.externalId || null,
      options.window ?? null,
      plan.next_at,
      plan.wake_at,
      plan.planned_at,
      now,
    ]
    if (existing) return (await client.query<ScheduleRecord>(UPDATE, values)).rows[0]
    const given = 'deduplicationKey' in address ? address.deduplicationKey : ''
    const key = given || generateFriendlyId('key', 24)
    const identity = [deps.environment.id, options.task, key, given !== '']
    return (await client.query<ScheduleRecord>(INSERT, [...values, ...identity])).rows[0]
  })
  if (!schedule) throw new Error('No schedule row came back from its writing')
  if (schedule.wake_at) deps.signals.due(schedule.wake_at)
  return schedule
}

/** Two callers with one new key: the second waits for the first and finds its row. */
async function lockExisting(client: PoolClient, environmentId: string, address: ScheduleAddress) {
  const [column, value] = 'id' in address ? ['id', address.id] : ['deduplication_key', address.deduplicationKey]
  if (column === 'deduplication_key') {
    await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`schedule ${environmentId} ${value}`])
  }
  const { rows } = await client.query<ScheduleRecord>(
    `select * from schedules where environment_id = $1 and ${column} = $2 for update`,
    [environmentId, value],
  )
  return rows[0] ?? null
}

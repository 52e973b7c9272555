import { OPERATOR } from '../auth/operator'
import type { Environment } from '../workers/environment'
import type { ScheduleRecord } from './schedule-record'

type Presented = Pick<Environment, 'id' | 'type' | 'slug'>

function presentBase(schedule: ScheduleRecord) {
  return {
    id: schedule.id,
    type: schedule.type,
    task: schedule.task_id,
    active: schedule.active,
    // The window is a maximum that this platform does not use: a schedule fires at its time.
    nextRun: schedule.next_at,
    nextRunEffectiveAt: schedule.next_at,
    generator: { type: 'CRON' as const, expression: schedule.cron, description: schedule.description },
    timezone: schedule.timezone,
    window: schedule.spread_window ?? undefined,
    deduplicationKey: schedule.user_provided_deduplication_key ? schedule.deduplication_key : undefined,
  }
}

/** GET of one schedule, and what switching it on or off answers. */
export function presentSchedule({ id, type }: Presented, schedule: ScheduleRecord) {
  return {
    ...presentBase(schedule),
    externalId: schedule.external_id ?? undefined,
    environments: [{ id, type }],
  }
}

/** What creating and updating answers. */
export function presentWrittenSchedule({ id, type, slug }: Presented, schedule: ScheduleRecord) {
  return {
    ...presentSchedule({ id, type, slug }, schedule),
    environments: [{ id, shortcode: slug, type, userName: OPERATOR.name }],
  }
}

/** An item of the list: only there a missing externalId is null. */
export function presentListedSchedule({ id, type, slug }: Presented, schedule: ScheduleRecord) {
  return {
    ...presentBase(schedule),
    externalId: schedule.external_id,
    environments: [{ id, type, slug, userName: OPERATOR.name }],
  }
}

import { type ScheduledTaskPayload, stringifyIO } from '@trigger.dev/core/v3'
import type { z } from 'zod'
import { type NewRun, newRun } from '../runs/new-run'
import { nextOccurrences } from './next-occurrence'
import type { ScheduleRecord } from './schedule-record'

/** How far ahead a task is told when it will run again. */
const UPCOMING = 10

/** The run of a schedule for one time of its calendar. A superjson packet: the task gets real dates. */
export async function scheduledRun(schedule: ScheduleRecord, dueAt: Date, upcomingAfter: Date): Promise<NewRun> {
  const payload: z.infer<typeof ScheduledTaskPayload> = {
    scheduleId: schedule.id,
    type: schedule.type,
    timestamp: dueAt,
    ...(schedule.last_fired_at && { lastTimestamp: schedule.last_fired_at }),
    ...(schedule.external_id !== null && { externalId: schedule.external_id }),
    timezone: schedule.timezone,
    upcoming: nextOccurrences(schedule, upcomingAfter, UPCOMING),
  }
  const packet = await stringifyIO(payload)
  return {
    ...newRun(schedule.task_id),
    payload: packet.data ?? null,
    payloadType: packet.dataType,
    scheduleId: schedule.id,
  }
}

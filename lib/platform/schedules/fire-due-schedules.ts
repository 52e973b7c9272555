import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { enqueueRun } from '../runs/enqueue-run'
import type { RunRecord } from '../runs/run-record'
import { nextOccurrence } from './next-occurrence'
import type { ScheduleRecord } from './schedule-record'
import { scheduledRun } from './scheduled-run'

type FireDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

/** The rest comes in the sweeper's next round, so that delays and retries need not wait for a full hour of many schedules. */
const MOST_PER_ROUND = 100
/** Their commits share the wait for the disk. */
const AT_ONCE = 5
const RETRY_AFTER_MS = 60_000
/** A clock that was set back further than this replays times it has served; it must find their rows. */
const KEEP_FIRES = '32 days'

/** A task that is gone from the code gets one run to start with when it comes back, not one for every time it missed. */
const LOCK = `
select s.*, exists (
    select 1 from executions e join runs r on r.id = e.run_id
    where e.status = 'RUN_CREATED' and e.task_id = s.task_id and r.schedule_id = s.id) as waits_for_task
from schedules s where s.id = $1 and s.wake_at <= $2 for update of s skip locked`

const SERVE = `
with forgotten as (
  delete from schedule_fires where schedule_id = $1 and due_at < $4::timestamptz - interval '${KEEP_FIRES}'
)
insert into schedule_fires (schedule_id, due_at, run_id, fired_at) values ($1, $2, $3, $4) on conflict do nothing`

type DueSchedule = ScheduleRecord & { next_at: Date; waits_for_task: boolean }

/** Makes the run of every schedule whose time has come. How many there were. */
export async function fireDueSchedules(deps: FireDeps, now: Date): Promise<number> {
  const { rows } = await deps.pool.query<{ id: string }>({
    name: 'due-schedules',
    text: 'select id from schedules where wake_at <= $1 and environment_id = $2 order by wake_at limit $3',
    values: [now, deps.environment.id, MOST_PER_ROUND],
  })
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    await Promise.all(some.map(({ id }) => fire(deps, id, now).catch((error: Error) => postpone(deps, id, error, now))))
  }
  return rows.length
}

/**
 * One transaction: the run, the row that says this time is served, and what comes next. The lock on the schedule keeps
 * a second platform off, which finds the time advanced as soon as it gets it.
 */
async function fire(deps: FireDeps, id: string, now: Date): Promise<void> {
  const run = await inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<DueSchedule>({ name: 'lock-schedule', text: LOCK, values: [id, now] })
    const schedule = rows[0]
    if (!schedule) return null
    // A time that is served late is followed by the next one from now: what was missed in between stays missed.
    const after = schedule.next_at > now ? schedule.next_at : now
    const served = await serve(deps, client, schedule, after, now)
    await client.query({
      name: 'advance-schedule',
      text: `update schedules set next_at = $2, wake_at = $2, planned_at = $3,
               last_fired_at = coalesce($4, last_fired_at) where id = $1`,
      values: [id, nextOccurrence(schedule, after), now, served.isNew ? schedule.next_at : null],
    })
    return served.run
  })
  if (!run) return
  deps.changeLog.publish([run])
  deps.signals.queued()
}

async function serve(
  deps: FireDeps,
  client: PoolClient,
  schedule: DueSchedule,
  upcomingAfter: Date,
  now: Date,
): Promise<{ isNew: boolean; run: RunRecord | null }> {
  const planned = schedule.waits_for_task ? null : await scheduledRun(schedule, schedule.next_at, upcomingAfter)
  const values = [schedule.id, schedule.next_at, planned?.id ?? null, now]
  const { rowCount } = await client.query({ name: 'serve-schedule', text: SERVE, values })
  if (rowCount === 0) return { isNew: false, run: null }
  return { isNew: true, run: planned && (await enqueueRun(client, deps.environment.id, planned, now)) }
}

/** A schedule that cannot fire must neither stop the others nor be tried without a pause. */
async function postpone(deps: FireDeps, id: string, error: Error, now: Date): Promise<void> {
  deps.log.error({ err: error, schedule: id }, 'a schedule could not fire; it is tried again in a minute')
  await deps.pool.query('update schedules set wake_at = $2 where id = $1 and wake_at <= $3', [
    id,
    new Date(now.getTime() + RETRY_AFTER_MS),
    now,
  ])
}

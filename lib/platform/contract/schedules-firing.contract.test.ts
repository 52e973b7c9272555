import { parsePacket, ScheduledTaskPayload } from '@trigger.dev/core/v3'
import { runs, schedules } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fireDueSchedules } from '../schedules/fire-due-schedules'
import { replanSchedules } from '../schedules/replan-schedules'
import { useSchedulePlatform } from '../schedules/test-schedule-platform'
import { createPlatform, type Platform } from '../server'
import { eventually } from '../worker/testing/eventually'
import { ACCESS_TOKEN, PROJECT_REF, SECRET_KEY } from './test-platform'

const local = useSchedulePlatform()
const { create, plan, register } = local
/** Another platform on the same database, without a sweeper of its own until it listens. */
let second: Platform

beforeAll(async () => {
  second = await createPlatform({
    databaseUrl: local.platform.databaseUrl,
    secretKey: SECRET_KEY,
    accessToken: ACCESS_TOKEN,
    projectRef: PROJECT_REF,
    logLevel: 'error',
  })
})
afterAll(() => second?.close())

const runsOf = async (schedule: string) =>
  (
    await local.platform.query<{ id: string; payload: string }>(
      'select * from runs where schedule_id = $1 order by created_at',
      [schedule],
    )
  ).rows

describe('a schedule whose time has come', () => {
  it('makes a run with real dates, that knows its schedule', async () => {
    const { id } = await create({ cron: '0 * * * *', timezone: 'Europe/Berlin', externalId: 'ada' })
    const due = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 5_000)
    await plan(id, due)
    const run = await local.worker.startNext()
    const payload = ScheduledTaskPayload.parse(await parsed(run.execution.run))
    expect(payload).toMatchObject({
      scheduleId: id,
      type: 'IMPERATIVE',
      timestamp: due,
      timezone: 'Europe/Berlin',
      externalId: 'ada',
    })
    expect(payload.lastTimestamp).toBeUndefined()
    expect(payload.upcoming).toHaveLength(10)
    expect(payload.upcoming[0]).toEqual((await schedules.retrieve(id)).nextRun)
    expect(
      payload.upcoming.every((at, n) => n === 0 || Number(at) - Number(payload.upcoming[n - 1]) === 3_600_000),
    ).toBe(true)
    expect((await runs.list({ schedule: id })).data.map((listed) => listed.id)).toEqual([run.id])
    expect(await runs.retrieve(run.id)).toMatchObject({
      taskIdentifier: 'cron',
      schedule: {
        id,
        externalId: 'ada',
        generator: { type: 'CRON', expression: '0 * * * *', description: 'Every hour' },
      },
    })
    await local.worker.succeed(run)

    await plan(id, new Date(due.getTime() + 1_000))
    const next = await local.worker.startNext()
    expect(ScheduledTaskPayload.parse(await parsed(next.execution.run)).lastTimestamp).toEqual(due)
    await local.worker.succeed(next)
  })

  it('runs once for it, with two platforms and many sweeps at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => create()))
    const due = new Date(Date.now() - 1_000)
    await Promise.all(made.map(({ id }) => plan(id, due)))
    const now = new Date()
    await Promise.all(
      [local.platform.platform, second, local.platform.platform, second].map((platform) =>
        fireDueSchedules(platform.deps, now),
      ),
    )
    for (const { id } of made) expect(await runsOf(id)).toHaveLength(1)
  })

  it('does not run a second time for it when the clock was ahead and is set back', async () => {
    const { id, nextRun } = await create()
    const due = nextRun as Date
    await fireDueSchedules(second.deps, due)
    expect(await runsOf(id)).toHaveLength(1)
    await replanSchedules(second.deps, new Date())
    expect((await schedules.retrieve(id)).nextRun).toEqual(due)
    await fireDueSchedules(second.deps, new Date(due.getTime() + 6_000))
    expect(await runsOf(id)).toHaveLength(1)
  })

  it('makes up for one missed time, not for all of them, when the platform was down', async () => {
    const { id } = await create({ cron: '* * * * *' })
    await local.platform.shutDown()
    await local.platform.offline(
      `update schedules set next_at = now() - interval '3 hours', wake_at = now() - interval '3 hours'`,
    )
    await local.platform.boot()
    await eventually('it is planned for a time to come', async () => {
      const { nextRun } = await schedules.retrieve(id)
      return Number(nextRun) > Date.now() && Number(nextRun) <= Date.now() + 60_000
    })
    const missed = `select run_id from schedule_fires where schedule_id = $1 and due_at < now() - interval '10 minutes'`
    expect((await local.platform.query(missed, [id])).rowCount).toBe(1)
  })

  it('is silent while it is inactive, and makes up for nothing when it is active again', async () => {
    const { id, nextRun } = await create()
    expect(await schedules.deactivate(id)).toMatchObject({ active: false, nextRun: null, nextRunEffectiveAt: null })
    await fireDueSchedules(second.deps, new Date(Number(nextRun) + 1_000))
    expect(await schedules.activate(id)).toMatchObject({ active: true, nextRun })
    expect(await runsOf(id)).toHaveLength(0)
  })

  it('does not wait for another one that cannot fire', async () => {
    const [broken, sound] = [await create(), await create()]
    await local.platform.query(`update schedules set timezone = 'Gone/Away' where id = $1`, [broken.id])
    await Promise.all([broken, sound].map(({ id }) => plan(id, new Date())))
    await eventually('the sound one has fired', async () => (await runsOf(sound.id)).length === 1)
    const { rows } = await local.platform.query<{ later: boolean }>(
      'select wake_at > now() as later from schedules where id = $1',
      [broken.id],
    )
    expect(rows[0]?.later).toBe(true)
    expect(await runsOf(broken.id)).toHaveLength(0)
  })

  it('leaves one run waiting for a task that is gone from the code, however often its time comes', async () => {
    await register({ id: 'leaving' })
    const { id } = await create({ task: 'leaving', cron: '* * * * *' })
    await register()
    for (const minutes of [1, 2, 3]) await fireDueSchedules(second.deps, new Date(Date.now() + minutes * 60_000))
    expect((await runsOf(id)).map((run) => run.payload.includes('upcoming'))).toEqual([true])
    await register({ id: 'leaving' })
    const run = await local.worker.startNext()
    expect(run.execution.task.id).toBe('leaving')
    await local.worker.succeed(run)
  })
})

function parsed(run: { payload: string; payloadType: string }): Promise<unknown> {
  return parsePacket({ data: run.payload, dataType: run.payloadType })
}

import { parsePacket, ScheduledTaskPayload } from '@trigger.dev/core/v3'
import { runs, schedules } from '@trigger.dev/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { fireDueSchedules } from '../schedules/fire-due-schedules'
import { replanSchedules } from '../schedules/replan-schedules'
import { createPlatform, type Platform } from '../server'
import { eventually } from '../worker/testing/eventually'
import { ACCESS_TOKEN, PROJECT_REF, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
/** Another platform on the same database, without a sweeper of its own until it listens. */
let second: Platform
let keys = 0
const origin = () => test.origin

const CRON = { id: 'cron', triggerSource: 'schedule' }
const declared = (cron: string, timezone = 'UTC') => ({ ...CRON, id: 'declared', schedule: { cron, timezone } })
const register = (...tasks: Array<Parameters<typeof TestWorker.register>[1][number]>) =>
  TestWorker.register(origin, [CRON, { id: 'plain' }, ...tasks])

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await register()
  second = await createPlatform({
    databaseUrl: test.databaseUrl,
    secretKey: SECRET_KEY,
    accessToken: ACCESS_TOKEN,
    projectRef: PROJECT_REF,
    logLevel: 'error',
  })
})
afterAll(async () => {
  await second?.close()
  await test.end()
})
beforeEach(async () => {
  await test.query('delete from schedules')
  await worker.dequeueNow(50)
})

const create = (options: Partial<Parameters<typeof schedules.create>[0]> = {}) =>
  schedules.create({ task: 'cron', cron: '0 0 1 1 *', deduplicationKey: `key-${++keys}`, ...options })

/** As if the schedule had been planned for this time. */
const plan = (id: string, at: Date) =>
  test.query('update schedules set next_at = $2, wake_at = $2 where id = $1', [id, at])

const runsOf = async (schedule: string) =>
  (
    await test.query<{ id: string; payload: string }>('select * from runs where schedule_id = $1 order by created_at', [
      schedule,
    ])
  ).rows

async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: { status: number; message: string }) => `${error.status} ${error.message}`,
  )
}

describe('schedules that code makes', () => {
  it('are one per deduplication key, and what a second call leaves out goes back to its default', async () => {
    const first = await create({
      cron: '*/5 * * * *',
      timezone: 'America/New_York',
      externalId: 'ada',
      deduplicationKey: 'same',
    })
    expect(first).toMatchObject({
      type: 'IMPERATIVE',
      active: true,
      timezone: 'America/New_York',
      externalId: 'ada',
      generator: { type: 'CRON', expression: '*/5 * * * *', description: 'Every 5 minutes' },
    })
    const again = await create({ cron: '*/10 * * * *', deduplicationKey: 'same' })
    expect(again).toMatchObject({ id: first.id, timezone: 'UTC', generator: { expression: '*/10 * * * *' } })
    expect(again.externalId).toBeUndefined()
    expect((await schedules.list()).pagination.count).toBe(1)
  })

  it('are one even when ten callers make them at once', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => create({ deduplicationKey: 'race' })))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })

  it('keep their key when they are updated, and are found no more when they are deleted', async () => {
    const { id } = await create({ deduplicationKey: 'mine', externalId: 'a' })
    const updated = await schedules.update(id, {
      task: 'cron',
      cron: '0 9 * * 1',
      timezone: 'Europe/Paris',
      externalId: 'b',
    })
    expect(updated).toMatchObject({ id, deduplicationKey: 'mine', externalId: 'b', timezone: 'Europe/Paris' })
    expect(await schedules.retrieve(id)).toMatchObject({ generator: { description: 'At 09:00 AM, only on Monday' } })
    expect(await schedules.del(id)).toEqual({ id })
    expect(await refusal(schedules.retrieve(id))).toBe('404 Schedule not found')
    expect(await refusal(schedules.del(id))).toBe('404 Schedule not found')
    expect(await refusal(schedules.activate(id))).toBe('404 Schedule not found')
  })

  it('come in pages, the newest first', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.unshift((await create()).id)
    const pages = await Promise.all([1, 2, 3, 4].map((page) => schedules.list({ page, perPage: 2 })))
    expect(pages.map(({ data }) => data.map(({ id }) => id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
      [],
    ])
    expect(pages[0]?.pagination).toEqual({ currentPage: 1, totalPages: 3, count: 5 })
    expect(await test.call('GET', '/api/v1/schedules?page=0')).toMatchObject({
      status: 400,
      body: { error: 'Invalid request parameters' },
    })
  })

  it('take the window that a stable delay may use, and do not use it', async () => {
    const { id } = await create({ window: '30m' })
    const schedule = await schedules.retrieve(id)
    expect(schedule).toMatchObject({ window: '30m', nextRunEffectiveAt: schedule.nextRun })
    expect(await refusal(create({ window: '25h' }))).toContain('400 Invalid request body')
  })

  it('are refused with the words of a real server', async () => {
    expect(await refusal(create({ cron: 'never' }))).toBe(
      '422 Invalid cron expression: Validation error, cannot resolve alias "nev"',
    )
    expect(await refusal(create({ cron: '*/10 * * * * *' }))).toBe(
      '422 Invalid cron expression: CRON expressions with seconds are not allowed',
    )
    for (const timezone of ['Mars/Base', 'Asia/Kolkata']) {
      expect(await refusal(create({ timezone }))).toContain(`422 Invalid IANA timezone: '${timezone}'.`)
    }
    expect(await refusal(create({ task: 'nobody' }))).toBe('422 Task with identifier nobody not found in project.')
    expect(await refusal(create({ task: 'plain' }))).toBe('422 Task with identifier plain is not a scheduled task.')
    const { status, body } = await test.call('POST', '/api/v1/schedules', {})
    expect([status, body.error, body.issues.map((issue: { path: string[] }) => issue.path[0])]).toEqual([
      400,
      'Invalid request body',
      ['task', 'cron', 'deduplicationKey'],
    ])
  })

  it('may be in every timezone that is listed, UTC first', async () => {
    const { timezones } = await schedules.timezones()
    expect(timezones.slice(0, 2)).toEqual(['UTC', 'Africa/Abidjan'])
    expect((await schedules.timezones({ excludeUtc: true })).timezones).not.toContain('UTC')
    const open = await fetch(`${test.origin}/api/v1/timezones`)
    expect(open.status).toBe(200)
  })
})

describe('a schedule whose time has come', () => {
  it('makes a run with real dates, that knows its schedule', async () => {
    const { id } = await create({ cron: '0 * * * *', timezone: 'Europe/Berlin', externalId: 'ada' })
    const due = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 5_000)
    await plan(id, due)
    const run = await worker.startNext()
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
    await worker.succeed(run)

    await plan(id, new Date(due.getTime() + 1_000))
    const next = await worker.startNext()
    expect(ScheduledTaskPayload.parse(await parsed(next.execution.run)).lastTimestamp).toEqual(due)
    await worker.succeed(next)
  })

  it('runs once for it, with two platforms and many sweeps at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => create()))
    const due = new Date(Date.now() - 1_000)
    await Promise.all(made.map(({ id }) => plan(id, due)))
    const now = new Date()
    await Promise.all(
      [test.platform, second, test.platform, second].map((platform) => fireDueSchedules(platform.deps, now)),
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
    await test.shutDown()
    await test.offline(
      `update schedules set next_at = now() - interval '3 hours', wake_at = now() - interval '3 hours'`,
    )
    await test.boot()
    await eventually('it is planned for a time to come', async () => {
      const { nextRun } = await schedules.retrieve(id)
      return Number(nextRun) > Date.now() && Number(nextRun) <= Date.now() + 60_000
    })
    const missed = `select run_id from schedule_fires where schedule_id = $1 and due_at < now() - interval '10 minutes'`
    expect((await test.query(missed, [id])).rowCount).toBe(1)
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
    await test.query(`update schedules set timezone = 'Gone/Away' where id = $1`, [broken.id])
    await Promise.all([broken, sound].map(({ id }) => plan(id, new Date())))
    await eventually('the sound one has fired', async () => (await runsOf(sound.id)).length === 1)
    const { rows } = await test.query<{ later: boolean }>(
      'select wake_at > now() as later from schedules where id = $1',
      [broken.id],
    )
    expect(rows[0]?.later).toBe(true)
    expect(await runsOf(broken.id)).toHaveLength(0)
  })

  it('leaves one run waiting for a task that is gone from the code, however often its time comes', async () => {
    await register({ ...CRON, id: 'leaving' })
    const { id } = await create({ task: 'leaving', cron: '* * * * *' })
    worker = await register()
    for (const minutes of [1, 2, 3]) await fireDueSchedules(second.deps, new Date(Date.now() + minutes * 60_000))
    expect((await runsOf(id)).map((run) => run.payload.includes('upcoming'))).toEqual([true])
    worker = await register({ ...CRON, id: 'leaving' })
    const run = await worker.startNext()
    expect(run.execution.task.id).toBe('leaving')
    await worker.succeed(run)
    worker = await register()
  })
})

describe('schedules that tasks declare', () => {
  const listed = async () => (await schedules.list()).data

  it('follow the code: made, changed, kept with their state, removed', async () => {
    await register(declared('15 4 * * *', 'Europe/Berlin'))
    const [made] = await listed()
    expect(made).toMatchObject({ type: 'DECLARATIVE', task: 'declared', timezone: 'Europe/Berlin', externalId: null })
    expect(made?.deduplicationKey).toBeUndefined()
    await schedules.deactivate(made?.id as string)
    await register(declared('15 5 * * *'))
    expect(await listed()).toMatchObject([
      { id: made?.id, active: false, timezone: 'UTC', generator: { expression: '15 5 * * *' } },
    ])
    const imperative = await create()
    worker = await register()
    expect((await listed()).map(({ id }) => id)).toEqual([imperative.id])
  })

  it('are changed by the code only; a deleted one comes back with the next registration', async () => {
    await register(declared('15 4 * * *'))
    const id = (await listed())[0]?.id as string
    expect(await refusal(schedules.update(id, { task: 'declared', cron: '1 1 * * *' }))).toBe(
      '422 Cannot update a declarative schedule',
    )
    await schedules.del(id)
    expect(await listed()).toEqual([])
    await register(declared('15 4 * * *'))
    expect(await listed()).toHaveLength(1)
    worker = await register()
  })

  it('keep what they are planned for when the same code registers again', async () => {
    await register(declared('0 0 1 1 *'))
    const id = (await listed())[0]?.id as string
    const due = new Date(Date.now() + 3_600_000)
    await plan(id, due)
    await register(declared('0 0 1 1 *'))
    expect((await schedules.retrieve(id)).nextRun).toEqual(due)
    worker = await register()
  })

  it('belong to the environments that they name', async () => {
    const schedule = { cron: '0 0 1 1 *', timezone: 'UTC', environments: ['PRODUCTION' as const] }
    worker = await register({ ...CRON, id: 'elsewhere', schedule })
    expect(await listed()).toEqual([])
  })

  it('make the registration fail, and change nothing, when they cannot be', async () => {
    await register(declared('15 4 * * *'))
    await expect(register(declared('99 * * * *'))).rejects.toThrow(
      '400 {"error":"Invalid cron expression: Constraint error, got value 99 expected range 0-59"}',
    )
    expect(await listed()).toMatchObject([{ generator: { expression: '15 4 * * *' } }])
    worker = await register()
  })
})

function parsed(run: { payload: string; payloadType: string }): Promise<unknown> {
  return parsePacket({ data: run.payload, dataType: run.payloadType })
}

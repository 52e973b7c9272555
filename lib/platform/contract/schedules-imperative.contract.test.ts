import { schedules } from '@trigger.dev/sdk'
import { describe, expect, it } from 'vitest'
import { useSchedulePlatform } from '../schedules/test-schedule-platform'

const local = useSchedulePlatform()
const { create } = local

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
    expect(await local.platform.call('GET', '/api/v1/schedules?page=0')).toMatchObject({
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
    const { status, body } = await local.platform.call('POST', '/api/v1/schedules', {})
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
    const open = await fetch(`${local.platform.origin}/api/v1/timezones`)
    expect(open.status).toBe(200)
  })
})

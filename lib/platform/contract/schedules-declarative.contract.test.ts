import { schedules } from '@trigger.dev/sdk'
import { describe, expect, it } from 'vitest'
import { useSchedulePlatform } from '../schedules/test-schedule-platform'

const { create, plan, register } = useSchedulePlatform()

const declared = (cron: string, timezone = 'UTC') => ({ id: 'declared', schedule: { cron, timezone } })

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
    await register()
    expect((await listed()).map(({ id }) => id)).toEqual([imperative.id])
  })

  it('are changed by the code only; a deleted one comes back with the next registration', async () => {
    await register(declared('15 4 * * *'))
    const id = (await listed())[0]?.id as string
    await expect(schedules.update(id, { task: 'declared', cron: '1 1 * * *' })).rejects.toMatchObject({
      status: 422,
      message: 'Cannot update a declarative schedule',
    })
    await schedules.del(id)
    expect(await listed()).toEqual([])
    await register(declared('15 4 * * *'))
    expect(await listed()).toHaveLength(1)
  })

  it('keep what they are planned for when the same code registers again', async () => {
    await register(declared('0 0 1 1 *'))
    const id = (await listed())[0]?.id as string
    const due = new Date(Date.now() + 3_600_000)
    await plan(id, due)
    await register(declared('0 0 1 1 *'))
    expect((await schedules.retrieve(id)).nextRun).toEqual(due)
  })

  it('belong to the environments that they name', async () => {
    const schedule = { cron: '0 0 1 1 *', timezone: 'UTC', environments: ['PRODUCTION' as const] }
    await register({ id: 'elsewhere', schedule })
    expect(await listed()).toEqual([])
  })

  it('make the registration fail, and change nothing, when they cannot be', async () => {
    await register(declared('15 4 * * *'))
    await expect(register(declared('99 * * * *'))).rejects.toThrow(
      '400 {"error":"Invalid cron expression: Constraint error, got value 99 expected range 0-59"}',
    )
    expect(await listed()).toMatchObject([{ generator: { expression: '15 4 * * *' } }])
  })
})

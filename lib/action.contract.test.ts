import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { runSql } from '@/lib/db/database-for-tests'
import { userAction } from './action'
import { actAs, addPerson, type Person, useTestApp } from './auth/app-for-tests'
import { lastAudit } from './auth/last-audit-for-tests'
import { closePool } from './db/pool'
import { AppError } from './errors'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = useTestApp()
let operator: Person
let viewer: Person

beforeAll(async () => {
  operator = await addPerson('operator')
  viewer = await addPerson('viewer')
})
beforeEach(() => actAs(operator))

const handler = vi.fn(async (input: { runId: string }) => ({ canceled: input.runId }))
const cancel = userAction(
  { name: 'test.cancel', permission: 'runs:cancel', input: z.object({ runId: z.string().min(4, 'Too short.') }) },
  async (input, { audit }) => {
    const target = { type: 'run', id: input.runId }
    audit({ target, environment: 'default', before: { status: 'EXECUTING' }, reason: 'wrong customer' })
    const result = await handler(input)
    audit({ target, after: { status: 'CANCELED' } })
    return result
  },
)

const rowCount = async () => (await runSql(app.databaseUrl, 'select count(*)::int as n from audit_log')).rows[0].n

describe('userAction', () => {
  test('answers with the value and leaves one row: who, what, to what, before, after, why', async () => {
    const before = await rowCount()
    expect(await cancel({ runId: 'run_1' })).toEqual({ ok: true, data: { canceled: 'run_1' } })
    expect(await rowCount()).toBe(before + 1)
    expect(await lastAudit()).toMatchObject({
      actor_id: operator.id,
      actor_name: operator.name,
      action: 'test.cancel',
      environment: 'default',
      target_type: 'run',
      target_id: 'run_1',
      before: { status: 'EXECUTING' },
      after: { status: 'CANCELED' },
      reason: 'wrong customer',
      outcome: 'done',
      error_code: null,
    })
  })

  test('a failed attempt leaves a row with the id that the person saw', async () => {
    handler.mockRejectedValueOnce(new AppError('conflict', 'Already over.'))
    const result = await cancel({ runId: 'run_2' })
    expect(result).toMatchObject({ ok: false, code: 'conflict', message: 'Already over.' })
    expect(await lastAudit()).toMatchObject({
      target_id: 'run_2',
      outcome: 'failed',
      error_code: 'conflict',
      error_id: !result.ok && result.errorId,
      after: null,
    })
  })

  test('a surprise becomes an id, never its own text', async () => {
    handler.mockRejectedValueOnce(new Error('connect ECONNREFUSED 10.0.0.5'))
    const result = await cancel({ runId: 'run_3' })
    expect(result).toMatchObject({ ok: false, code: 'unexpected', errorId: expect.stringMatching(/^\w{8}$/) })
    expect(JSON.stringify(result)).not.toContain('10.0.0.5')
  })

  test('says what is wrong in which field and does not run', async () => {
    handler.mockClear()
    expect(await cancel({ runId: 'x' })).toMatchObject({
      ok: false,
      code: 'bad_input',
      fieldErrors: { runId: ['Too short.'] },
    })
    expect(await cancel('nonsense')).toMatchObject({ ok: false, code: 'bad_input' })
    expect(handler).not.toHaveBeenCalled()
  })

  test('refuses a role without the permission, and the attempt is on record', async () => {
    handler.mockClear()
    actAs(viewer)
    expect(await cancel({ runId: 'run_4' })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(handler).not.toHaveBeenCalled()
    expect(await lastAudit()).toMatchObject({ actor_id: viewer.id, outcome: 'failed', error_code: 'forbidden' })
  })

  test('refuses strangers without letting them fill the audit log', async () => {
    actAs(null)
    const before = await rowCount()
    expect(await cancel({ runId: 'run_5' })).toMatchObject({ ok: false, code: 'unauthenticated' })
    expect(await rowCount()).toBe(before)
  })

  test('leaves one row for each of many targets', async () => {
    const before = await rowCount()
    const many = userAction(
      { name: 'test.many', permission: 'runs:cancel', input: z.object({}) },
      async (_input, { audit }) => {
        for (const id of ['run_a', 'run_b', 'run_a']) audit({ target: { type: 'run', id } })
      },
    )
    expect(await many({})).toMatchObject({ ok: true })
    expect(await rowCount()).toBe(before + 2)
  })

  test('a change that happened stays a success when its audit row cannot be written', async () => {
    const strange = userAction({ name: 'test.lost', permission: 'runs:cancel', input: z.object({}) }, async () => {
      await runSql(app.databaseUrl, 'alter table audit_log rename to audit_log_away')
      return 'done'
    })
    expect(await strange({})).toEqual({ ok: true, data: 'done' })
    await runSql(app.databaseUrl, 'alter table audit_log_away rename to audit_log')
  })

  test('answers with a value even when the database is gone', async () => {
    await closePool()
    vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none')
    vi.resetModules()
    const { userAction: freshAction } = await import('./action')
    const action = freshAction({ name: 'test.down', permission: 'runs:cancel', input: z.object({}) }, async () => null)
    expect(await action({})).toMatchObject({ ok: false, code: 'unavailable' })
  })
})

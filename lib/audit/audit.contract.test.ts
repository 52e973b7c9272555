import { beforeAll, describe, expect, test, vi } from 'vitest'
import { actAs, addPerson, type Person, useTestApp } from '@/lib/auth/app-for-tests'
import { runSql } from '@/lib/db/database-for-tests'
import { parseAuditFilter } from './audit-filter'
import { listAudit } from './queries'
import { type AuditRecord, recordAudit } from './record'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = useTestApp()
let operator: Person
let viewer: Person

function row(actor: Person, action: string, targetId: string, outcome: AuditRecord['outcome'] = 'done'): AuditRecord {
  return { actor, action, outcome, target: { type: 'run', id: targetId }, before: { status: 'EXECUTING' } }
}

beforeAll(async () => {
  operator = await addPerson('operator')
  viewer = await addPerson('viewer')
  await recordAudit(Array.from({ length: 60 }, (_, index) => row(operator, 'run.cancel', `run_${index}`)))
  await recordAudit([row(viewer, 'account.change-password', 'me'), row(operator, 'run.replay', 'run_7', 'failed')])
})

const read = (search = '') => listAudit(parseAuditFilter(new URLSearchParams(search)))

describe('the audit log cannot be rewritten', () => {
  test.each(["update audit_log set actor_name = 'somebody else'", 'delete from audit_log', 'truncate audit_log'])(
    'Postgres refuses: %s',
    async (statement) => {
      await expect(runSql(app.databaseUrl, statement)).rejects.toThrow('audit_log is append-only')
    },
  )
})

describe('reading the audit log', () => {
  test('pages follow one another without a gap or a repetition, also while rows are added', async () => {
    actAs(operator)
    const first = await read('action=run.cancel')
    await recordAudit([row(operator, 'run.cancel', 'run_newer')])
    const second = await read(`action=run.cancel&before=${first.nextCursor}`)
    const ids = [...first.rows, ...second.rows].map(({ target }) => target?.id)
    expect(ids).toEqual(Array.from({ length: 60 }, (_, index) => `run_${59 - index}`))
    expect(second.nextCursor).toBeNull()
  })

  test('finds a target, an outcome and a person', async () => {
    actAs(operator)
    expect((await read('target=run_7')).rows.map(({ action }) => action)).toEqual(['run.replay', 'run.cancel'])
    expect((await read('outcome=failed')).rows).toHaveLength(1)
    expect((await read('who=viewer')).rows.map(({ action }) => action)).toEqual(['account.change-password'])
  })

  test('takes a percent sign in a name literally', async () => {
    actAs(operator)
    expect((await read('who=%25')).rows).toEqual([])
  })

  test('a viewer sees only what they did themselves', async () => {
    actAs(viewer)
    const page = await read()
    expect(page.isOwnOnly).toBe(true)
    expect(page.rows.map(({ action }) => action)).toEqual(['account.change-password'])
    expect(page.actions).toEqual(['account.change-password'])
  })
})

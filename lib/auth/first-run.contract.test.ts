import { expect, test, vi } from 'vitest'
import { GET as health } from '@/app/api/health/route'
import { runSql } from '@/lib/db/database-for-tests'
import { createFirstAccount } from './actions'
import { actAs, FIRST_RUN_TOKEN, useTestApp } from './app-for-tests'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = useTestApp()

const person = (name: string) => ({ name, email: `${name}@example.com`, password: 'correct horse battery' })
const users = async () => (await runSql(app.databaseUrl, 'select name, role from users')).rows

async function isFirstRun(): Promise<boolean> {
  const response = await health(new Request('http://127.0.0.1:3999/api/health'), { params: Promise.resolve({}) })
  return (await response.json()).firstRun
}

test('a wrong token creates nobody', async () => {
  actAs(null)
  const result = await createFirstAccount({ token: 'x'.repeat(27), ...person('mallory') })
  expect(result).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await users()).toEqual([])
})

test('what is wrong with the form is said field by field', async () => {
  const result = await createFirstAccount({ token: FIRST_RUN_TOKEN, name: ' ', email: 'no', password: 'short' })
  expect(result).toMatchObject({
    ok: false,
    code: 'bad_input',
    fieldErrors: { name: [expect.any(String)], email: [expect.any(String)], password: [expect.any(String)] },
  })
})

test('of five people who use the link at once exactly one becomes the admin', async () => {
  expect(await isFirstRun()).toBe(true)
  const names = ['ada', 'grace', 'edsger', 'barbara', 'donald']
  const results = await Promise.all(
    names.map((name) => createFirstAccount({ token: FIRST_RUN_TOKEN, ...person(name) })),
  )
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  expect(results.filter((result) => !result.ok).map((result) => !result.ok && result.code)).toEqual(
    Array(4).fill('conflict'),
  )
  expect(await users()).toEqual([{ name: expect.any(String), role: 'admin' }])
  await vi.waitFor(async () => expect(await isFirstRun()).toBe(false))
})

test('the link is worthless once there is an account', async () => {
  const result = await createFirstAccount({ token: FIRST_RUN_TOKEN, ...person('late') })
  expect(result).toMatchObject({ ok: false, code: 'conflict' })
})

test('the first account is in the audit log', async () => {
  const { rows } = await runSql(app.databaseUrl, 'select action, actor_name, target_label, after from audit_log')
  const [{ name }] = (await users()) as [{ name: string }]
  expect(rows).toEqual([
    { action: 'account.create-first', actor_name: name, target_label: name, after: { role: 'admin' } },
  ])
})

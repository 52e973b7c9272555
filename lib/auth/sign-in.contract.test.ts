import { beforeAll, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/auth/[...all]/route'
import { GET as health } from '@/app/api/health/route'
import { runSql } from '@/lib/db/database-for-tests'
import { changePassword, signOutEverywhere } from './actions'
import { actAs, addPerson, PASSWORD, type Person, useTestApp } from './app-for-tests'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const ORIGIN = 'http://127.0.0.1:3999'
const app = useTestApp()
let ada: Person

beforeAll(async () => {
  ada = await addPerson('admin')
})

type PostOptions = { origin?: string; ip?: string }

function post(path: string, body: unknown, { origin = ORIGIN, ip = '203.0.113.1' }: PostOptions = {}) {
  const headers = { 'Content-Type': 'application/json', origin, 'x-forwarded-for': ip }
  return POST(new Request(`${ORIGIN}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
}

const signIn = (password: string, options?: PostOptions) =>
  post('/sign-in/email', { email: ada.email, password }, options)

/** Whether the session still opens anything. */
async function isSignedIn(person: Person): Promise<boolean> {
  actAs(person)
  const response = await health(new Request(`${ORIGIN}/api/health?details`), { params: Promise.resolve({}) })
  return response.status === 200
}

test('the right password gives a session cookie that scripts cannot read and other sites do not send', async () => {
  const response = await signIn(PASSWORD)
  expect(response.status).toBe(200)
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('signalbox.session_token='))
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
})

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = await signIn('not the password', { ip: '203.0.113.2' })
  const unknown = await post('/sign-in/email', { email: 'nobody@example.com', password: 'x' }, { ip: '203.0.113.2' })
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(await wrong.json()).toEqual(await unknown.json())
})

test('the sixth attempt within a minute is refused, whatever its password', async () => {
  const ip = '203.0.113.3'
  for (let attempt = 0; attempt < 5; attempt += 1) expect((await signIn('wrong', { ip })).status).toBe(401)
  const refused = await signIn(PASSWORD, { ip })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('x-retry-after'))).toBeGreaterThan(0)
})

test('another site cannot sign anybody in', async () => {
  const response = await POST(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        origin: 'https://evil.example',
        cookie: ada.cookie,
        'x-forwarded-for': '203.0.113.4',
      },
      body: JSON.stringify({ email: ada.email, password: PASSWORD }),
    }),
  )
  expect(response.status).toBe(403)
})

test('nobody can sign up, change a name or reset a password past the audit log', async () => {
  const signUp = await post('/sign-up/email', { name: 'M', email: 'm@example.com', password: PASSWORD, role: 'admin' })
  const update = await post('/update-user', { role: 'admin' })
  expect([signUp.status, update.status]).toEqual([404, 404])
  const { rows } = await runSql(app.databaseUrl, 'select count(*)::int as count from users')
  expect(rows[0].count).toBe(1)
})

test('changing the password needs the present one', async () => {
  actAs(ada)
  const result = await changePassword({ currentPassword: 'not it', newPassword: 'a new password' })
  expect(result).toMatchObject({ ok: false, code: 'bad_input', fieldErrors: { currentPassword: [expect.any(String)] } })
})

test('a changed password ends the other sessions and no password reaches the audit log', async () => {
  const editor = await addPerson('editor')
  actAs(editor)
  const result = await changePassword({ currentPassword: PASSWORD, newPassword: 'a new password' })
  expect(result).toMatchObject({ ok: true })
  expect(await isSignedIn(editor)).toBe(false)
  const { rows } = await runSql(app.databaseUrl, 'select * from audit_log')
  expect(JSON.stringify(rows)).not.toContain('a new password')
})

test('signing out everywhere ends every session of that person only', async () => {
  const operator = await addPerson('operator')
  actAs(operator)
  expect(await signOutEverywhere({})).toMatchObject({ ok: true })
  expect(await isSignedIn(operator)).toBe(false)
  expect(await isSignedIn(ada)).toBe(true)
})

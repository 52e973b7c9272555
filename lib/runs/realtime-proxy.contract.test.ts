import { describe, expect, test, vi } from 'vitest'
import { GET as realtimeToken } from '@/app/api/e/[environment]/realtime-token/route'
import { GET as proxy } from '@/app/api/trigger/[environment]/[...path]/route'
import { actAs } from '@/lib/auth/app-for-tests'
import { usePlatformForTests } from './use-platform-for-tests'
import { WITHHELD_COLUMNS } from './withheld-columns'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const { platform } = usePlatformForTests('viewer')

const TOKEN = 'Bearer aaa.bbb.ccc'

function ask(path: string, init: RequestInit & { search?: string } = {}) {
  const headers = { authorization: TOKEN, cookie: 'session=secret', ...init.headers }
  const request = new Request(`http://127.0.0.1:3999/api/trigger/default/${path}${init.search ?? ''}`, {
    ...init,
    headers,
  })
  return proxy(request, { params: Promise.resolve({ environment: 'default', path: path.split('/') }) })
}

describe('the realtime proxy', () => {
  test('passes a feed through with its query and the headers that the client reads', async () => {
    platform.on(/./, (_, response) => {
      response.writeHead(200, { 'electric-handle': 'h1', 'electric-offset': '5_0', 'set-cookie': 'a=b', server: 'x' })
      response.end('[{"headers":{"control":"up-to-date"}}]')
    })
    const response = await ask('realtime/v1/runs', { search: '?tags=&offset=-1' })
    expect(await response.json()).toEqual([{ headers: { control: 'up-to-date' } }])
    expect(platform.seen[0]?.url).toMatch(/^\/realtime\/v1\/runs\?tags=&offset=-1&/)
    expect(response.headers.get('electric-handle')).toBe('h1')
    expect(response.headers.get('electric-offset')).toBe('5_0')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('server')).toBeNull()
  })

  test.each(['', '?skipColumns=', '?skipColumns=metadata&skipColumns=ttl', '?skipColumns=output,metadata'])(
    'asks for no payload and no output, whatever is written in %j',
    async (search) => {
      platform.json(/./, [])
      await ask('realtime/v1/runs/run_a', { search })
      const query = new URL(platform.seen[0]?.url ?? '', 'http://x').searchParams
      expect(query.getAll('skipColumns')).toHaveLength(1)
      expect(query.get('skipColumns')?.split(',')).toEqual(expect.arrayContaining(WITHHELD_COLUMNS))
    },
  )

  test('sends the public token and nothing else of the person on', async () => {
    platform.json(/./, [])
    await ask('realtime/v1/runs', {
      headers: { 'x-trigger-electric-version': '1.0.0-beta.1', 'x-forwarded-for': '10.0.0.1' },
    })
    expect(platform.seen[0]?.headers).toMatchObject({
      authorization: TOKEN,
      'x-trigger-electric-version': '1.0.0-beta.1',
    })
    expect(platform.seen[0]?.headers.cookie).toBeUndefined()
    expect(platform.seen[0]?.headers['x-forwarded-for']).toBeUndefined()
  })

  test('frees the long poll of the platform when the tab is closed', async () => {
    platform.on(/./, () => {})
    const tab = new AbortController()
    const response = ask('realtime/v1/runs', { signal: tab.signal })
    await vi.waitFor(() => expect(platform.seen).toHaveLength(1))
    tab.abort()
    await platform.seen[0]?.closed
    expect((await response).status).toBe(499)
  })

  test('lets nobody in without a session, whatever token they hold', async () => {
    actAs(null)
    expect((await ask('realtime/v1/runs')).status).toBe(401)
    expect(platform.seen).toHaveLength(0)
  })

  test.each(['', 'Bearer tr_dev_secret', 'Basic abc', 'Bearer a.b'])(
    'does not lend our own key to %j',
    async (authorization) => {
      expect((await ask('realtime/v1/runs', { headers: { authorization } })).status).toBe(401)
      expect(platform.seen).toHaveLength(0)
    },
  )

  test.each([
    'api/v1/runs',
    'realtime/v1/sessions/x',
    'realtime/v1/runs/../../../api/v1/runs',
    'realtime/v1/runs/a%2Fb',
    '',
  ])('knows no way to %j', async (path) => {
    expect((await ask(path)).status).toBe(404)
    expect(platform.seen).toHaveLength(0)
  })

  test('hands on what the platform says about the token', async () => {
    platform.json(/./, { error: 'Public Access Token is invalid' }, 401)
    expect((await ask('realtime/v1/runs')).status).toBe(401)
  })

  test('answers a lost platform with a status on which the realtime client gives up', async () => {
    platform.json(/./, { error: 'no' }, 502)
    expect((await ask('realtime/v1/runs')).status).toBe(424)
  })
})

describe('the realtime token', () => {
  test('reads runs without their data, nothing else, for at most 15 minutes', async () => {
    platform.json(/jwt\/claims/, { sub: 'env_1', pub: true })
    const request = new Request('http://127.0.0.1:3999/api/e/default/realtime-token')
    const response = await realtimeToken(request, { params: Promise.resolve({ environment: 'default' }) })
    const { token, expiresAt } = await response.json()
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
    expect(claims.scopes).toEqual(['read:runs'])
    expect(claims.realtime.skipColumns).toEqual(
      expect.arrayContaining(['payload', 'payloadType', 'output', 'outputType']),
    )
    expect(claims.exp * 1_000 - Date.now()).toBeLessThanOrEqual(15 * 60_000)
    expect(Math.abs(claims.exp * 1_000 - Date.parse(expiresAt))).toBeLessThan(2_000)
  })
})

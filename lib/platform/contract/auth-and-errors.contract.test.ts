import { createHmac } from 'node:crypto'
import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { auth, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { ACCESS_TOKEN, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let mine: string
let other: string

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  await TestWorker.register(() => test.origin, [{ id: 'hello' }, { id: 'bye' }])
  mine = (await tasks.trigger('hello', {}, { tags: ['team:a'], delay: '1h' })).id
  other = (await tasks.trigger('bye', {}, { delay: '1h' })).id
})
afterAll(() => test.end())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const FORBIDDEN = { error: 'Unauthorized', code: 'unauthorized', param: 'access_token', type: 'authorization' }

function sign(
  scopes: string[],
  overrides: Record<string, unknown> = {},
  secretKey = SECRET_KEY,
  lifeMs = 300_000,
): Promise<string> {
  const payload = { sub: test.platform.deps.environment.id, pub: true, scopes, ...overrides }
  return generateJWT({ secretKey, payload, expirationTime: new Date(Date.now() + lifeMs) })
}

const CALLS = {
  'read mine': () => ['GET', `/api/v3/runs/${mine}`] as const,
  'read other': () => ['GET', `/api/v3/runs/${other}`] as const,
  list: () => ['GET', '/api/v1/runs'] as const,
  'list hello': () => ['GET', '/api/v1/runs?filter[taskIdentifier]=hello'] as const,
  'list hello and bye': () => ['GET', '/api/v1/runs?filter[taskIdentifier]=hello,bye'] as const,
  'list by tag': () => ['GET', '/api/v1/runs?filter[tag]=team:a'] as const,
  'trigger hello': () => ['POST', '/api/v1/tasks/hello/trigger'] as const,
  'trigger bye': () => ['POST', '/api/v1/tasks/bye/trigger'] as const,
  'cancel mine': () => ['POST', `/api/v2/runs/${mine}/cancel`] as const,
  'cancel other': () => ['POST', `/api/v2/runs/${other}/cancel`] as const,
}
type Call = keyof typeof CALLS

describe('what a public token opens, and nothing else', () => {
  it.each<[string, () => string[], Call[]]>([
    ['no scope', () => [], []],
    [
      'read:runs',
      () => ['read:runs'],
      ['read mine', 'read other', 'list', 'list hello', 'list hello and bye', 'list by tag'],
    ],
    ['read:runs of one run', () => [`read:runs:${mine}`], ['read mine']],
    ['read:tags', () => ['read:tags:team:a'], ['read mine']],
    ['read:tasks', () => ['read:tasks:hello'], ['read mine', 'list hello']],
    [
      'read:tasks of both',
      () => ['read:tasks:hello', 'read:tasks:bye'],
      ['read mine', 'read other', 'list hello', 'list hello and bye'],
    ],
    [
      'read:all',
      () => ['read:all'],
      ['read mine', 'read other', 'list', 'list hello', 'list hello and bye', 'list by tag'],
    ],
    ['trigger:tasks', () => ['trigger:tasks:hello'], ['trigger hello']],
    ['write:tasks', () => ['write:tasks:hello'], ['trigger hello', 'cancel mine']],
    ['write:runs', () => ['write:runs'], ['cancel mine', 'cancel other']],
    ['admin', () => ['admin'], Object.keys(CALLS) as Call[]],
  ])('%s', async (_name, scopes, opened) => {
    const token = await sign(scopes())
    for (const [name, call] of Object.entries(CALLS)) {
      const [method, path] = call()
      const answer = await test.call(method, path, method === 'POST' ? {} : undefined, bearer(token))
      if (opened.includes(name as Call)) expect(answer, name).toMatchObject({ status: 200 })
      else expect(answer, name).toMatchObject({ status: 403, body: FORBIDDEN })
    }
  })

  it.each([
    ['POST', () => `/api/v1/runs/${mine}/replay`],
    ['POST', () => `/api/v1/runs/${mine}/tags`],
    ['PUT', () => `/api/v1/runs/${mine}/metadata`],
    ['POST', () => `/api/v1/runs/${mine}/reschedule`],
    ['GET', () => '/api/v1/queues'],
    ['GET', () => '/signalbox/v1/workers'],
    ['POST', () => '/engine/v1/dev/dequeue'],
    ['POST', () => '/api/v1/auth/jwt/claims'],
  ])('not even an admin token: %s %s', async (method, path) => {
    const answer = await test.call(method, path(), method === 'GET' ? undefined : {}, bearer(await sign(['admin'])))
    expect(answer).toMatchObject({ status: 401, body: { error: 'Invalid API key' } })
  })

  it('works as the official SDK makes and uses it', async () => {
    const token = await auth.createPublicToken({ scopes: { read: { runs: [mine] } } })
    const run = await auth.withAuth({ accessToken: token }, () => runs.retrieve(mine))
    expect(run.id).toBe(mine)
    await expect(auth.withAuth({ accessToken: token }, () => runs.retrieve(other))).rejects.toMatchObject({
      status: 403,
    })
  })

  it('comes with every trigger, for that run', async () => {
    const answer = await test.call('POST', '/api/v1/tasks/hello/trigger', { options: { delay: '1h' } })
    const token = answer.headers.get('x-trigger-jwt') as string
    expect(JSON.parse(answer.headers.get('x-trigger-jwt-claims') as string)).toMatchObject({ pub: true })
    expect(await test.call('GET', `/api/v3/runs/${answer.body.id}`, undefined, bearer(token))).toMatchObject({
      status: 200,
    })
    expect(await test.call('GET', `/api/v3/runs/${mine}`, undefined, bearer(token))).toMatchObject({ status: 403 })
  })

  it('can be for one trigger only', async () => {
    const token = await sign(['trigger:tasks:hello'], { otu: true })
    const use = () => test.call('POST', '/api/v1/tasks/hello/trigger', {}, bearer(token))
    expect(await use()).toMatchObject({ status: 200 })
    expect(await use()).toMatchObject({ status: 422, body: { error: 'Failed to trigger hello after 2 attempts.' } })
  })
})

describe('who is refused', () => {
  const read = (headers: Record<string, string>) => test.call('GET', `/api/v3/runs/${mine}`, undefined, headers)

  it.each<[string, () => Promise<string>, string]>([
    ['a wrong key', async () => 'tr_dev_wrong', 'Invalid API key'],
    ['garbage', async () => 'garbage', 'Invalid API key'],
    ['the access token on a key route', async () => ACCESS_TOKEN, 'Invalid API key'],
    ['an expired token', () => sign(['read:runs'], {}, SECRET_KEY, -60_000), 'Public Access Token is invalid'],
    ['a forged token', () => sign(['read:runs'], {}, 'tr_dev_forged'), 'Public Access Token is invalid'],
    ['a token of another environment', () => sign(['read:runs'], { sub: 'elsewhere' }), 'Invalid Public Access Token'],
    ['a token that is not public', () => sign(['read:runs'], { pub: false }), 'Invalid API key'],
  ])('%s', async (_name, token, error) => {
    expect(await read(bearer(await token()))).toMatchObject({ status: 401, body: { error } })
  })

  it('a token without a signature', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { sub: test.platform.deps.environment.id, pub: true, scopes: ['admin'], exp: 4_000_000_000 }
    const none = `${part({ alg: 'none' })}.${part(claims)}.`
    expect(await read(bearer(none))).toMatchObject({ status: 401 })
    const hs512 = `${part({ alg: 'HS512' })}.${part(claims)}`
    const signature = createHmac('sha512', SECRET_KEY).update(hs512).digest('base64url')
    expect(await read(bearer(`${hs512}.${signature}`))).toMatchObject({ status: 401 })
  })

  it('nobody in particular', async () => {
    const response = await fetch(`${test.origin}/api/v3/runs/${mine}`)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      title: 'Unauthorized',
      status: 401,
      error: 'No authorization header provided',
    })
  })

  it('the secret key on a route for access tokens', async () => {
    expect(await test.call('GET', '/api/v2/whoami')).toMatchObject({
      status: 401,
      body: { error: 'Invalid or Missing Access Token' },
    })
    expect(await test.call('GET', '/api/v2/whoami', undefined, bearer(ACCESS_TOKEN))).toMatchObject({ status: 200 })
  })
})

describe('errors read as a real server gives them', () => {
  const triggerHello = (body: unknown) => test.call('POST', '/api/v1/tasks/hello/trigger', body)

  it.each<[string, unknown, number, unknown]>([
    ['broken JSON', '{not json', 400, 'Invalid JSON'],
    ['an empty body', '', 400, 'Request body is empty'],
    ['an array', [], 400, expect.stringContaining('Validation error: ')],
    ['options of the wrong type', { options: { queue: 7 } }, 400, expect.stringContaining('at "options.queue"')],
    ['an unknown machine', { options: { machine: 'huge-9x' } }, 400, expect.stringContaining('at "options.machine"')],
    [
      'a tag of 129 characters',
      { options: { tags: ['x'.repeat(129)] } },
      400,
      expect.stringContaining('Validation error: '),
    ],
    [
      '11 tags',
      { options: { tags: Array.from({ length: 11 }, (_, n) => `t${n}`) } },
      422,
      "Runs can only have 10 tags, you're trying to set 11.",
    ],
    [
      'an idempotency key of 2049 characters',
      { options: { idempotencyKey: 'x'.repeat(2049) } },
      400,
      expect.stringContaining('Validation error: '),
    ],
    ['3.5 MB', { payload: 'x'.repeat(3.5 * 1024 * 1024) }, 413, 'Request body too large'],
  ])('a trigger with %s', async (_name, body, status, error) => {
    expect(await triggerHello(body)).toMatchObject({ status, body: { error } })
  })

  it.each([
    ['GET', '/api/v3/runs/run_nope', 'Not found'],
    ['GET', '/api/v3/runs/nonsense', 'Not found'],
    ['POST', '/api/v2/runs/run_nope/cancel', 'Resource not found'],
    ['POST', '/api/v1/runs/run_nope/replay', 'Resource not found'],
    ['POST', '/api/v1/runs/run_nope/reschedule', 'Run not found'],
    ['POST', '/api/v1/runs/run_nope/tags', 'Run not found'],
    ['PUT', '/api/v1/runs/run_nope/metadata', 'Task Run not found'],
    ['GET', '/api/v1/runs/run_nope/metadata', 'Run not found'],
    ['GET', '/api/v1/runs/run_nope/result', "Run either doesn't exist or is not finished"],
  ])('%s %s: 404', async (method, path, error) => {
    const body =
      { '/reschedule': { delay: '1h' }, '/tags': { tags: ['a'] } }[path.match(/\/(reschedule|tags)$/)?.[0] ?? ''] ?? {}
    expect(await test.call(method, path, method === 'GET' ? undefined : body)).toMatchObject({
      status: 404,
      body: { error },
    })
  })

  it('tells the SDK to look again for a run that may have just been made', async () => {
    expect((await test.call('GET', '/api/v3/runs/run_nope')).headers.get('x-should-retry')).toBe('true')
  })

  it('accepts a run of an unknown task and holds it until a worker knows it', async () => {
    const handle = await tasks.trigger('not-yet', {})
    expect((await runs.retrieve(handle.id)).status).toBe('PENDING_VERSION')
    const worker = await TestWorker.register(() => test.origin, [{ id: 'hello' }, { id: 'bye' }, { id: 'not-yet' }])
    expect((await runs.retrieve(handle.id)).status).toBe('QUEUED')
    const mineNow = (await worker.dequeueNow()).map((message) => message.run.friendlyId)
    expect(mineNow).toContain(handle.id)
  })

  it('answers 404 as JSON for what does not exist, 501 for what is not here yet', async () => {
    expect(await test.call('GET', '/api/v1/nothing-here')).toMatchObject({
      status: 404,
      body: { error: expect.any(String) },
    })
    expect(await test.call('POST', '/api/v1/sessions', {})).toMatchObject({
      status: 501,
      body: { error: expect.stringContaining('not supported') },
    })
  })

  it('logs what it fails at without what the path holds', async () => {
    const logged = vi.spyOn(test.platform.deps.log, 'error').mockImplementation(() => {})
    await test.query('alter table waitpoints rename to waitpoints_away')
    const answer = await test.call('POST', '/api/v1/waitpoints/tokens/waitpoint_x/callback/a-secret-hash', {})
    await test.query('alter table waitpoints_away rename to waitpoints')
    expect(answer).toMatchObject({ status: 500, body: { error: 'Something went wrong' } })
    const calls = logged.mock.calls.filter(([, message]) => message === 'request failed')
    logged.mockRestore()
    expect(calls).toMatchObject([
      [{ method: 'POST', route: '/api/v1/waitpoints/tokens/:id/callback/:hash' }, 'request failed'],
    ])
    expect(JSON.stringify(calls)).not.toContain('a-secret-hash')
  })

  it('lets browsers call from anywhere and read what hooks need', async () => {
    const response = await fetch(`${test.origin}/api/v3/runs/${mine}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(response.ok).toBe(true)
    expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization')
    const answer = await test.call('GET', `/api/v3/runs/${mine}`, undefined, { origin: 'http://app.example' })
    expect(answer.headers.get('access-control-expose-headers')).toContain('electric-handle')
  })
})

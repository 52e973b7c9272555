import { randomUUID } from 'node:crypto'
import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { auth, runs, tasks, wait } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ACCESS_TOKEN, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let mine: string
let other: string
let token: string

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  await TestWorker.register(() => test.origin, [{ id: 'hello' }, { id: 'bye' }])
  mine = (await tasks.trigger('hello', {}, { tags: ['team:a'], delay: '1h' })).id
  other = (await tasks.trigger('bye', {}, { delay: '1h' })).id
  token = (await wait.createToken({})).id
})
afterAll(() => test.end())

const bearer = (jwt: string) => ({ authorization: `Bearer ${jwt}` })
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
const sign = (claims: Record<string, unknown>, expirationTime: number | string = '5m') =>
  generateJWT({
    secretKey: SECRET_KEY,
    payload: { sub: test.platform.deps.environment.id, pub: true, ...claims },
    expirationTime,
  })
const trigger = (jwt: string, body: unknown = { options: { delay: '1h' } }, headers: Record<string, string> = {}) =>
  test.call('POST', '/api/v1/tasks/hello/trigger', body, { ...bearer(jwt), ...headers })

const CALLS = {
  'complete the token': () => ['POST', `/api/v1/waitpoints/tokens/${token}/complete`, {}],
  'send input to mine': () => ['POST', `/realtime/v1/streams/${mine}/input/talk`, { data: 1 }],
  'feed of mine': () => ['GET', `/realtime/v1/runs/${mine}?offset=-1`],
  'feed of the tag': () => ['GET', '/realtime/v1/runs?tags=team:a&offset=-1'],
  'feed of both tags': () => ['GET', '/realtime/v1/runs?tags=team:a,team:b&offset=-1'],
  'feed of all runs': () => ['GET', '/realtime/v1/runs?tags=&offset=-1'],
  'trace of mine': () => ['GET', `/api/v1/runs/${mine}/trace`],
  'list of all': () => ['GET', '/api/v1/runs'],
  'list of hello': () => ['GET', '/api/v1/runs?filter[taskIdentifier]=hello'],
  'reset a key': () => ['POST', '/api/v1/idempotencyKeys/nothing/reset', { taskIdentifier: 'hello' }],
  'batch of hello': () => ['POST', '/api/v3/batches', { runCount: 1, taskIdentifiers: ['hello'] }],
  'batch of hello and bye': () => ['POST', '/api/v3/batches', { runCount: 1, taskIdentifiers: ['hello', 'bye'] }],
  'batch of anything': () => ['POST', '/api/v3/batches', { runCount: 1 }],
  'query of runs': () => ['POST', '/api/v1/query', { query: 'SELECT count() AS n FROM runs' }],
  'query of what is no query': () => ['POST', '/api/v1/query', { query: 'runs?' }],
  'schema of queries': () => ['GET', '/api/v1/query/schema'],
  'figures of a queue': () => ['GET', '/api/v1/queues/hello/metrics?type=task'],
  'a queue': () => ['GET', '/api/v1/queues/hello?type=task'],
  'list of deployments': () => ['GET', '/api/v1/deployments'],
  'list of errors': () => ['GET', '/api/v1/errors'],
  'cancel mine': () => ['POST', `/api/v2/runs/${mine}/cancel`],
  'cancel other': () => ['POST', `/api/v2/runs/${other}/cancel`],
  'cancel what is not there': () => ['POST', '/api/v2/runs/run_nope/cancel'],
} satisfies Record<string, () => [string, string, unknown?]>
type Call = keyof typeof CALLS

describe('what a scope opens', () => {
  it.each<[string, () => string[], Call[]]>([
    ['a waitpoint', () => [`write:waitpoints:${token}`], ['complete the token']],
    ['every waitpoint', () => ['write:waitpoints'], ['complete the token']],
    ['another waitpoint', () => ['write:waitpoints:waitpoint_x', `read:waitpoints:${token}`], []],
    ['the input of a run', () => [`write:inputStreams:${mine}`], ['send input to mine']],
    ['the input of another run', () => [`write:inputStreams:${other}`], []],
    ['a run', () => [`read:runs:${mine}`], ['feed of mine', 'trace of mine']],
    ['a tag', () => ['read:tags:team:a'], ['feed of mine', 'trace of mine', 'feed of the tag', 'feed of both tags']],
    [
      'every tag',
      () => ['read:tags'],
      ['feed of mine', 'trace of mine', 'feed of the tag', 'feed of both tags', 'feed of all runs'],
    ],
    ['a task', () => ['read:tasks:hello'], ['feed of mine', 'trace of mine', 'list of hello']],
    ['every task', () => ['read:tasks'], ['feed of mine', 'trace of mine', 'list of all', 'list of hello']],
    ['acting on a run', () => [`write:runs:${mine}`], ['cancel mine']],
    ['acting on its tag', () => ['write:tags:team:a', 'write:batch'], []],
    [
      'acting on every run',
      () => ['write:runs'],
      ['cancel mine', 'cancel other', 'cancel what is not there', 'reset a key'],
    ],
    ['batches of a task', () => ['batchTrigger:tasks:hello'], ['batch of hello']],
    ['batches', () => ['batchTrigger:tasks'], ['batch of hello', 'batch of hello and bye', 'batch of anything']],
    ['queries of a table', () => ['read:query:runs'], ['query of runs']],
    [
      'queries',
      () => ['read:query'],
      ['query of runs', 'query of what is no query', 'schema of queries', 'figures of a queue'],
    ],
    ['queues', () => ['read:queues'], ['a queue']],
    ['errors and deployments', () => ['read:errors', 'read:deployments'], ['list of errors', 'list of deployments']],
    ['triggering a task', () => ['trigger:tasks:hello'], []],
    ['nothing that exists', () => ['read', '*', 'admin:runs', 'read:everything', ':runs', 'READ:runs'], []],
  ])('%s', async (_name, scopes, opened) => {
    const jwt = await sign({ scopes: scopes() })
    for (const [name, call] of Object.entries(CALLS)) {
      const [method = '', path = '', body] = call()
      const { status } = await test.call(method as string, path as string, body, bearer(jwt))
      if (opened.includes(name as Call)) expect(status, name).not.toBe(403)
      else expect(status, name).toBe(403)
      expect(status, name).not.toBe(401)
    }
  })

  it('is read with any verb, any type, or both', async () => {
    for (const scope of ['*:runs', '*:all', 'read:all', 'admin']) {
      const jwt = await sign({ scopes: [scope] })
      const { id } = await auth.withAuth({ accessToken: jwt }, () => runs.retrieve(mine))
      expect(id, scope).toBe(mine)
    }
  })

  it('says nothing where no public token is taken', async () => {
    const jwt = await sign({ scopes: ['admin'] })
    for (const [method, path] of [
      ['POST', '/api/v1/waitpoints/tokens'],
      ['GET', '/api/v1/waitpoints/tokens'],
      ['GET', `/api/v1/waitpoints/tokens/${token}`],
      ['POST', `/engine/v1/runs/${mine}/waitpoints/tokens/${token}/wait`],
      ['POST', '/api/v1/auth/public-tokens'],
    ] as const) {
      const answer = await test.call(method, path, method === 'POST' ? {} : undefined, bearer(jwt))
      expect(answer, path).toMatchObject({ status: 401, body: { error: 'Invalid API key' } })
    }
  })

  it('is needed for the parent that a new run names', async () => {
    const body = { options: { parentRunId: other, delay: '1h' } }
    expect(await trigger(await sign({ scopes: ['trigger:tasks:hello'] }), body)).toMatchObject({
      status: 403,
      body: { error: 'Unauthorized' },
    })
    for (const scope of [`write:runs:${other}`, 'write:tasks:bye', 'write:runs']) {
      const jwt = await sign({ scopes: ['trigger:tasks:hello', scope] })
      expect((await trigger(jwt, body)).status, scope).toBe(200)
    }
    const nowhere = { options: { parentRunId: 'run_nope' } }
    expect((await trigger(await sign({ scopes: ['trigger:tasks:hello'] }), nowhere)).status).toBe(403)
  })
})

describe('a token for one trigger', () => {
  it('is what the SDK makes unless told otherwise', async () => {
    const once = await auth.createTriggerPublicToken('hello')
    expect(claimsOf(once)).toMatchObject({ otu: true, scopes: ['trigger:tasks:hello'] })
    expect(await trigger(once)).toMatchObject({ status: 200 })
    expect(await trigger(once)).toMatchObject({
      status: 422,
      body: { error: 'Failed to trigger hello after 2 attempts.' },
    })
    const often = await auth.createTriggerPublicToken('hello', { multipleUse: true })
    for (let use = 0; use < 3; use++) expect(await trigger(often)).toMatchObject({ status: 200 })
  })

  it('is used once by many at the same moment', async () => {
    const once = await sign({ scopes: ['trigger:tasks:hello'], otu: true, jti: 'race' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => trigger(once)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(422)])
  })

  it('answers the same request again', async () => {
    const once = await sign({ scopes: ['trigger:tasks:hello'], otu: true, jti: 'again' })
    const request = { 'x-trigger-request-idempotency-key': randomUUID() }
    const first = await trigger(once, undefined, request)
    const second = await trigger(once, undefined, request)
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, isCached: false } })
  })

  it('finds the run of its idempotency key again', async () => {
    const once = await sign({ scopes: ['trigger:tasks:hello'], otu: true, jti: 'key' })
    const body = { options: { idempotencyKey: 'one-order', delay: '1h' } }
    const first = await trigger(once, body)
    expect(await trigger(once, body)).toMatchObject({ status: 200, body: { id: first.body.id, isCached: true } })
    expect(await trigger(once)).toMatchObject({ status: 422 })
  })

  it('is as good as new after a refusal', async () => {
    const once = await sign({ scopes: ['trigger:tasks:hello'], otu: true, jti: 'refused' })
    const tags = Array.from({ length: 11 }, (_, n) => `t${n}`)
    expect(await trigger(once, { options: { tags } })).toMatchObject({ status: 422, body: { error: /tags/ } })
    expect(await trigger(once, { options: { lockToVersion: '20200101.1' } })).toMatchObject({ status: 422 })
    expect(await trigger(once)).toMatchObject({ status: 200 })
    expect(await trigger(once)).toMatchObject({ status: 422 })
  })
})

describe('a token for one batch', () => {
  const item = { task: 'hello', payload: '{}', options: { delay: '1h' } }
  const ways = [
    ['/api/v3/batches', { runCount: 1, taskIdentifiers: ['hello'] }],
    ['/api/v2/tasks/batch', { items: [item] }],
  ] as const

  it.each(ways)('makes one through %s', async (path, body) => {
    const once = await sign({ scopes: ['batchTrigger:tasks:hello'], otu: true, jti: path })
    const request = { ...bearer(once), 'x-trigger-request-idempotency-key': randomUUID() }
    const made = await test.call('POST', path, body, request)
    expect(made).toMatchObject({ status: 202 })
    expect(await test.call('POST', path, body, request)).toMatchObject({ status: 202, body: { id: made.body.id } })
    expect(await test.call('POST', path, body, bearer(once))).toMatchObject({
      status: 422,
      body: { error: 'Cannot create batch with a one-time use token as it has already been used.' },
    })
  })
})

describe('signing tokens', () => {
  const mint = (body: unknown) => test.call('POST', '/api/v1/auth/public-tokens', body)

  it('takes scopes, a life, one use and columns to leave out', async () => {
    const { body } = await mint({
      scopes: [`read:runs:${mine}`],
      expirationTime: '2 hours',
      oneTimeUse: true,
      realtime: { skipColumns: ['payload'] },
    })
    const { iat, exp, ...claims } = claimsOf(body.token)
    expect(exp - iat).toBe(7_200)
    expect(claims).toMatchObject({ pub: true, otu: true, realtime: { skipColumns: ['payload'] } })
    const feed = await test.call('GET', `/realtime/v1/runs/${mine}?offset=-1`, undefined, bearer(body.token))
    expect(feed.body[0].value).toHaveProperty('status')
    expect(feed.body[0].value).not.toHaveProperty('payload')
  })

  it('tells two one-time tokens apart that it signs at the same moment', async () => {
    const body = { scopes: ['trigger:tasks:hello'], oneTimeUse: true }
    const minted = await Promise.all([mint(body), mint(body)])
    for (const { body } of minted) expect(await trigger(body.token)).toMatchObject({ status: 200 })
  })

  it('lets a token live 15 minutes by default', async () => {
    const { iat, exp } = claimsOf((await mint({ scopes: ['read:runs'] })).body.token)
    expect(exp - iat).toBe(900)
  })

  it.each<[string, Record<string, unknown>, number, Record<string, unknown>]>([
    [
      'no scopes',
      { scopes: [] },
      400,
      { error: 'Invalid request body', issues: [{ code: 'too_small', type: 'array' }] },
    ],
    [
      'what is no scope',
      { scopes: ['read:runs', 'read'] },
      403,
      { code: 'scopes_exceed_key_access', deniedScopes: ['read'] },
    ],
    ['words for a life', { scopes: ['read:runs'], expirationTime: 'soon' }, 400, { error: 'Invalid expiration time' }],
    [
      'the past',
      { scopes: ['read:runs'], expirationTime: '5m ago' },
      400,
      { error: 'Expiration time must be in the future' },
    ],
    [
      'a year',
      { scopes: ['read:runs'], expirationTime: '1y' },
      400,
      { error: 'Expiration time cannot exceed 30 days' },
    ],
  ])('refuses %s', async (_name, body, status, expected) => {
    expect(await mint(body)).toMatchObject({ status, body: expected })
  })

  it('is open to the command line for its project', async () => {
    const path = '/api/v1/projects/proj_contracttests/dev/jwt'
    const { body } = await test.call('POST', path, { claims: { scopes: ['read:runs'] } }, bearer(ACCESS_TOKEN))
    const { iat, exp } = claimsOf(body.token)
    expect(exp - iat).toBe(3_600)
    expect(await auth.withAuth({ accessToken: body.token }, () => runs.retrieve(mine))).toMatchObject({ id: mine })
    expect(await test.call('POST', path, {}, bearer(SECRET_KEY))).toMatchObject({ status: 401 })
  })
})

describe('a token that lives too long for a date', () => {
  it('is a token all the same', async () => {
    const jwt = await sign({ scopes: ['trigger:tasks:hello'], otu: true }, 9e15)
    expect(await trigger(jwt)).toMatchObject({ status: 200 })
    expect(await trigger(jwt)).toMatchObject({ status: 422 })
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { tasks } from '@trigger.dev/sdk'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { z } from 'zod'
import { propertyFactor } from '../runs/testing/env'
import { repair } from '../sweeper/repair'
import { sweep } from '../sweeper/sweep'
import { type FuzzRequest, type Known, requestsTo, routesOf } from './fuzz-routes'
import { valuesOf } from './fuzz-schema'
import { ACCESS_TOKEN, PROJECT_REF, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

const CASES_PER_ROUTE = 14
/** Longer than any answer takes that is not held on purpose. */
const HANGS_AFTER_MS = 15_000
/** Some requests are rightly held, as streams and long-polls: hanging up early is one more thing to survive. */
const HELD = ['/engine/v1/dev/dequeue', '/engine/v1/dev/presence', '/realtime/']
const HANG_UP_AFTER_MS = 60
const AT_ONCE = 8

const schemas = vi.hoisted(() => new Map<string, unknown>())

/** The real thing; only what each endpoint wants to read is remembered, to send it something close to that. */
vi.mock('../http/read-body', async (importOriginal) => {
  const real = await importOriginal<typeof import('../http/read-body')>()
  const readBody: typeof real.readBody = (c, schema, options) => {
    schemas.set(`${c.req.method} ${c.req.routePath}`, schema)
    return real.readBody(c, schema, options)
  }
  return { ...real, readBody }
})

let test: TestPlatform
let known: Known

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  const worker = await TestWorker.register(() => test.origin, [{ id: 'hello' }])
  const done = await tasks.trigger('hello', { a: 1 }, { tags: ['one', 'two'], metadata: { a: 1 } })
  await worker.succeed(await worker.startNext(), { ok: true })
  const delayed = await tasks.trigger('hello', {}, { delay: '1h', idempotencyKey: 'key' })
  const going = await tasks.trigger('hello', {})
  const { snapshotId } = await worker.startNext()
  known = {
    ids: [done.id, delayed.id, going.id, snapshotId, worker.id, 'hello', 'dev', PROJECT_REF, 'current', 'key', 'v1'],
    tokens: [SECRET_KEY, SECRET_KEY, ACCESS_TOKEN, ...(await otherTokens())],
    queryNames: namesInRoutes(),
  }
})
afterAll(() => test.end())

async function otherTokens(): Promise<string[]> {
  const sub = test.platform.deps.environment.id
  const sign = (payload: Record<string, unknown>, expirationTime: number | string = '1h') =>
    generateJWT({ secretKey: SECRET_KEY, payload: { sub, pub: true, ...payload }, expirationTime })
  const unsigned = [{ alg: 'none' }, { sub, pub: true, scopes: ['admin'] }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return [
    ...(await Promise.all([
      sign({ scopes: ['admin'] }),
      sign({ scopes: [1, null, {}] }),
      sign({ scopes: 'read:runs' }),
    ])),
    ...(await Promise.all([sign({ otu: true, scopes: ['write:all', ':', '::::'] }), sign({ sub: 7, realtime: 'x' })])),
    ...[`${unsigned}.`, '', 'x', 'a.b.c', 'ey'.repeat(3_000), 'tr_dev_ÿÿÿ'],
  ]
}

/** Names that the routes' sources mention: parameters, fields, filters. */
function namesInRoutes(): string[] {
  const folder = join(import.meta.dirname, '../http/routes')
  const files = readdirSync(folder).map((name) => join(folder, name))
  const sources = [...files, join(folder, '../../runs/run-filter.ts')].map((file) => readFileSync(file, 'utf8'))
  const names = sources.flatMap((source) => [...source.matchAll(/['"]?([a-z]\w*(?:\[\w+\])*)['"]?: (?:z\.|\w+List)/gi)])
  const protocol = ['offset', 'handle', 'live', 'cursor', 'log', 'tags', 'createdAt', 'skipColumns', 'batchId']
  return [...new Set([...names.map(([, name = '']) => name), ...protocol])]
}

async function send(request: FuzzRequest): Promise<{ status: number; text: string }> {
  const isHeld = HELD.some((prefix) => request.path.startsWith(prefix))
  const headers = { 'content-type': 'application/json', ...request.headers }
  const signal = AbortSignal.timeout(isHeld ? HANG_UP_AFTER_MS : HANGS_AFTER_MS)
  try {
    const response = await fetch(`${test.origin}${request.path}`, {
      method: request.method,
      headers: request.token ? { ...headers, authorization: `Bearer ${request.token}` } : headers,
      signal,
      ...(request.body !== undefined && { body: request.body }),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    if (isHeld && signal.aborted) return { status: 0, text: 'hung up' }
    throw error
  }
}

/** What an endpoint takes, as far as it has been seen reading it. */
function bodyOf(route: string): fc.Arbitrary<unknown> {
  const schema = schemas.get(route)
  if (!schema) return fc.jsonValue({ maxDepth: 2 })
  const jsonSchema = z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' })
  return valuesOf(jsonSchema as Parameters<typeof valuesOf>[0])
}

async function inTurns<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items]
  const turn = async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await act(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, turn))
}

describe('whatever is sent to an endpoint', () => {
  it(
    'is answered, never with a fault of the server',
    async () => {
      const routes = routesOf(test.platform.app)
      const paramless = (path: string) => path.replace(/:\w+/g, known.ids[0] ?? '').replace('*', 'x')
      await inTurns(routes, async ({ method, path }) => {
        const body = method === 'GET' ? undefined : '{}'
        await send({ method, path: paramless(path), token: SECRET_KEY, headers: {}, body })
      })
      const seed = Date.now()
      const requests = routes.flatMap((route) =>
        fc.sample(requestsTo(route, known, bodyOf(`${route.method} ${route.path}`)), {
          seed,
          numRuns: CASES_PER_ROUTE * propertyFactor,
        }),
      )
      const faults: string[] = []
      await inTurns(requests, async (request) => {
        const answer = await send(request).catch((error: Error) => ({
          status: 500,
          text: `${error.name} ${error.cause}`,
        }))
        if (answer.status === 500 || answer.status > 501) faults.push(told({ ...request, ...answer }))
      })
      expect(faults.slice(0, 5), `${faults.length} faults with seed ${seed}`).toEqual([])
      await sweep(test.platform.deps, new Date(), new Date())
      await repair(test.platform.deps, new Date())
      expect((await fetch(`${test.origin}/healthcheck`)).status).toBe(200)
    },
    60_000 * (1 + propertyFactor),
  )

  it('may be no HTTP at all', async () => {
    const lines = fc.sample(fc.string({ unit: 'binary', maxLength: 300 }), { numRuns: 30 })
    const broken = [
      'GET / HTTP/9.9',
      'POST /api/v1/runs HTTP/1.1\r\nhost: x\r\ncontent-length: -5',
      'GET  HTTP/1.1\r\n',
    ]
    await inTurns([...lines, ...broken], (line) => sendRaw(`${line}\r\n\r\n`))
    await inTurns(['GET //%zz HTTP/1.1\r\nhost: [', 'GET http://[/ HTTP/1.1\r\nhost: x'], (line) =>
      sendRaw(`${line}\r\n\r\n`),
    )
    expect((await fetch(`${test.origin}/healthcheck`)).status).toBe(200)
  })
})

const told = (fault: Record<string, unknown>) =>
  JSON.stringify(fault, (_key, value) => (typeof value === 'string' ? value.slice(0, 300) : value))

/** Resolves when the server has answered or hung up. */
function sendRaw(text: string): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(test.origin)
    const socket = connect(Number(port), hostname, () => socket.end(text))
    socket.on('data', () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
  })
}

import { expect, test, vi } from 'vitest'
import { GET as getOutput } from '@/app/api/e/[environment]/runs/[runId]/output/route'
import { GET as getPayload } from '@/app/api/e/[environment]/runs/[runId]/payload/route'
import { GET as getRun } from '@/app/api/e/[environment]/runs/[runId]/route'
import { GET as getSpan } from '@/app/api/e/[environment]/runs/[runId]/spans/[spanId]/route'
import { GET as getTrace } from '@/app/api/e/[environment]/runs/[runId]/trace/route'
import type { RouteHandler } from '@/lib/api-route'
import { actAs } from '@/lib/auth/app-for-tests'
import { usePlatformForTests } from '../use-platform-for-tests'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const ROUTES: [string, RouteHandler][] = [
  ['run', getRun],
  ['trace', getTrace],
  ['span', getSpan],
  ['payload', getPayload],
  ['output', getOutput],
]

const { platform } = usePlatformForTests('viewer')

const RUN = '"id":"run_a","taskIdentifier":"import-csv","status":"COMPLETED","createdAt":"2026-11-22T10:00:00.000Z"'
const RUN_PATH = /^GET \/api\/v3\/runs\/run_a$/
const TRACE_PATH = /^GET \/api\/v1\/runs\/run_a\/trace$/
const SPAN_PATH = /^GET \/api\/v1\/runs\/run_a\/spans\/span_a$/
const answerRun = (more = '') => platform.text(RUN_PATH, `{${RUN}${more}}`)

async function ask(route: RouteHandler, params: Record<string, string> = {}) {
  const context = { params: Promise.resolve({ environment: 'default', runId: 'run_a', spanId: 'span_a', ...params }) }
  const response = await route(new Request('http://127.0.0.1:3999/api'), context)
  return { status: response.status, body: await response.json() }
}

test.each(ROUTES)(
  'the %s is refused to somebody who is not signed in, before the platform is asked',
  async (_name, route) => {
    actAs(null)
    const { status, body } = await ask(route)
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 'unauthenticated' })
    expect(platform.seen).toEqual([])
  },
)

test.each(ROUTES)('the %s of an environment that is not configured does not exist', async (_name, route) => {
  expect((await ask(route, { environment: 'other' })).status).toBe(404)
})

test.each([
  ['run', getRun],
  ['payload', getPayload],
  ['output', getOutput],
] as [string, RouteHandler][])('the %s of an unknown run is a 404 that names it', async (_name, route) => {
  const { status, body } = await ask(route, { runId: 'run_nowhere' })
  expect(status).toBe(404)
  expect(body).toMatchObject({ code: 'not_found', message: expect.stringContaining('run_nowhere') })
})

test('a viewer reads a run, and what may be megabytes stays out of it', async () => {
  answerRun(',"payload":{"secret":"large"},"output":[1],"attemptCount":2')
  const { status, body } = await ask(getRun)
  expect(status).toBe(200)
  expect(body).toMatchObject({ id: 'run_a', taskId: 'import-csv', attemptCount: 2 })
  expect(body).not.toHaveProperty('payload')
  expect(body).not.toHaveProperty('output')
})

test('a status that nobody knows passes through', async () => {
  platform.text(RUN_PATH, `{${RUN.replace('COMPLETED', 'HIBERNATING')}}`)
  expect((await ask(getRun)).body).toMatchObject({ status: 'HIBERNATING' })
})

test('a payload keeps every digit', async () => {
  answerRun(',"payload":{"n":9007199254740993,"s":"}"}')
  expect((await ask(getPayload)).body).toMatchObject({ text: '{"n":9007199254740993,"s":"}"}', isTooLarge: false })
})

test('a large output is read from where the platform stored it', async () => {
  platform.text(/packets\/out\.json$/, '{"json":{"rows":[1,2]},"meta":{}}', { type: 'application/super+json' })
  answerRun(`,"outputPresignedUrl":"${platform.origin}/packets/out.json"`)
  expect((await ask(getOutput)).body).toMatchObject({ text: '{"rows":[1,2]}' })
  expect(platform.seen.find(({ url }) => url.startsWith('/packets'))?.headers).not.toHaveProperty('authorization')
})

test('an output over ten megabytes is not sent to the browser', async () => {
  platform.json(/packets\/out\.json$/, 'x'.repeat(11 * 1024 * 1024))
  answerRun(`,"outputPresignedUrl":"${platform.origin}/packets/out.json"`)
  expect((await ask(getOutput)).body).toEqual({ text: null, sizeBytes: 0, isTooLarge: true, hiddenCount: 0 })
})

test('a run without output says so', async () => {
  answerRun()
  expect((await ask(getOutput)).body).toEqual({ text: null, sizeBytes: 0, isTooLarge: false, hiddenCount: 0 })
})

test('a server without traces gives an empty one that says so', async () => {
  const { status, body } = await ask(getTrace)
  expect(status).toBe(200)
  expect(body).toEqual({ items: [], isTruncated: false, isSupported: false })
})

test('an answer that is no JSON is an empty trace, not a crash', async () => {
  platform.text(TRACE_PATH, '<html>', { type: 'text/html' })
  expect((await ask(getTrace)).body).toEqual({ items: [], isTruncated: false, isSupported: true })
})

test('a span that the server does not keep has no properties', async () => {
  expect((await ask(getSpan)).body).toEqual({ properties: null, triggeredRuns: [] })
  platform.json(SPAN_PATH, { properties: { rows: 3 } })
  expect((await ask(getSpan)).body).toEqual({ properties: { rows: 3 }, triggeredRuns: [] })
})

test('the properties of a span and of a trace come without what looks like a secret', async () => {
  platform.json(SPAN_PATH, { properties: { http: { authorization: 'Bearer x' }, n: 1 } })
  expect((await ask(getSpan)).body).toMatchObject({ properties: { http: { authorization: '[redacted]' }, n: 1 } })
  const data = { message: 'called', startTime: '2026-11-22T10:00:00Z', properties: { apiKey: 'x', rows: 3 } }
  const rootSpan = { id: 'a', runId: 'run_a', data }
  platform.json(TRACE_PATH, { trace: { rootSpan } })
  expect((await ask(getTrace)).body).toMatchObject({ items: [{ properties: { apiKey: '[redacted]', rows: 3 } }] })
})

test('an id with slashes cannot leave its place in the platform’s address', async () => {
  await ask(getRun, { runId: '../../v1/queues' })
  expect(platform.seen.map(({ url }) => url)).toEqual(['/api/v3/runs/..%2F..%2Fv1%2Fqueues'])
})

// The last one: nothing answers afterwards.
test.each(ROUTES)('the %s while the platform is down is a 503 with an id to find it by', async (_name, route) => {
  platform.stop()
  const { status, body } = await ask(route)
  expect(status).toBe(503)
  expect(body).toMatchObject({ code: 'unavailable', errorId: expect.any(String) })
})

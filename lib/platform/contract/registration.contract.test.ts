import { GetWorkerByTagResponse } from '@trigger.dev/core/v3'
import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ACCESS_TOKEN, PROJECT_REF, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
const origin = () => test.origin

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
})
afterAll(() => test.end())

const TASKS = [{ id: 'hello', payloadSchema: { type: 'object', examples: [{ name: 'Ada' }] } }]

describe('versions of the task code', () => {
  it('are numbered by the day, and known code gets its version back', async () => {
    const first = await TestWorker.register(origin, TASKS, { contentHash: 'one' })
    const second = await TestWorker.register(origin, TASKS, { contentHash: 'two' })
    const again = await TestWorker.register(origin, TASKS, { contentHash: 'one' })
    expect(first.version).toMatch(/^\d{8}\.1$/)
    expect(second.version).toMatch(/^\d{8}\.2$/)
    expect(again).toMatchObject({ id: first.id, version: first.version })
  })

  it('get one number each when workers register at the same moment', async () => {
    const workers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((contentHash) => TestWorker.register(origin, TASKS, { contentHash })),
    )
    expect(new Set(workers.map((worker) => worker.version)).size).toBe(4)
  })

  it('are refused when two tasks share an id', async () => {
    await expect(TestWorker.register(origin, [...TASKS, ...TASKS])).rejects.toThrow(
      '400 {"error":"Two tasks have the id',
    )
  })

  it('tell the tasks of the current one, to the access token and to the key', async () => {
    const worker = await TestWorker.register(origin, TASKS, { contentHash: 'current' })
    for (const token of [ACCESS_TOKEN, undefined]) {
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
      const { status, body } = await test.call(
        'GET',
        `/api/v1/projects/${PROJECT_REF}/dev/workers/current`,
        undefined,
        headers,
      )
      expect(status).toBe(200)
      expect(GetWorkerByTagResponse.parse(body).worker).toMatchObject({
        id: worker.id,
        version: worker.version,
        tasks: [
          {
            slug: 'hello',
            filePath: 'trigger/hello.ts',
            triggerSource: 'STANDARD',
            payloadSchema: TASKS[0]?.payloadSchema,
          },
        ],
      })
    }
  })

  it('serve a run that is locked to one of them', async () => {
    const old = await TestWorker.register(origin, TASKS, { contentHash: 'old' })
    const current = await TestWorker.register(origin, TASKS, { contentHash: 'new' })
    const handle = await tasks.trigger('hello', {}, { version: old.version })
    const [message] = await current.dequeue({ oldWorkers: [old.id] })
    expect(message?.backgroundWorker).toMatchObject({ friendlyId: old.id, version: old.version })
    expect((await runs.retrieve(handle.id)).version).toBe(old.version)
    const unknown = await test.call('POST', '/api/v1/tasks/hello/trigger', { options: { lockToVersion: '19990101.1' } })
    expect(unknown.status).toBe(422)
  })
})

describe('what people see of the worker', () => {
  const summary = async () => (await test.call('GET', '/signalbox/v1/workers')).body

  it('says which version is current, that it is connected, and how many runs it holds', async () => {
    const worker = await TestWorker.register(origin, [{ id: 'held' }], { contentHash: 'held' })
    await tasks.trigger('held', {})
    await worker.startNext()
    const { workers, currentVersion } = await summary()
    expect(currentVersion).toBe(worker.version)
    expect(workers[0]).toMatchObject({
      id: worker.id,
      version: worker.version,
      connected: true,
      runningRuns: 1,
      lastSeenAt: expect.any(String),
    })
  })

  it('shows why the code cannot be indexed until it can again', async () => {
    const report = (body: unknown) => test.call('POST', '/signalbox/v1/index-errors', body)
    await report({ message: 'Unexpected token', file: 'trigger/broken.ts', line: 3, column: 7 })
    expect((await summary()).indexError).toMatchObject({
      message: 'Unexpected token',
      file: 'trigger/broken.ts',
      line: 3,
      column: 7,
    })
    await report({ resolved: true })
    expect((await summary()).indexError).toBeNull()
  })
})

import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { EngineRefusal, TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'hello' }, { id: 'other' }])
})
afterAll(() => test.end())

describe('a run from trigger to result', () => {
  it('goes from queued over dequeued and executing to completed, and keeps what it was given', async () => {
    const handle = await tasks.trigger(
      'hello',
      { name: 'Ada', at: new Date('2026-01-02T03:04:05Z') },
      { tags: ['b', 'a'], metadata: { step: 1 } },
    )
    const queued = await runs.retrieve(handle.id)
    expect(queued).toMatchObject({ status: 'QUEUED', isQueued: true, tags: ['b', 'a'], metadata: { step: 1 } })
    expect(queued.startedAt).toBeUndefined()
    expect(queued.version).toBeUndefined()

    const message = await worker.next()
    expect(message.run.friendlyId).toBe(handle.id)
    expect((await runs.retrieve(handle.id)).status).toBe('DEQUEUED')

    const started = await worker.start({ runId: message.run.friendlyId, snapshotId: message.snapshot.friendlyId })
    expect(started.execution).toMatchObject({
      attempt: { number: 1 },
      run: { id: handle.id, payloadType: 'application/super+json', tags: ['b', 'a'], metadata: { step: 1 } },
      task: { id: 'hello', filePath: 'trigger/hello.ts', exportName: 'hello' },
      queue: { name: 'task/hello' },
    })
    expect(started.execution.run.rootTaskRunId).toBeUndefined()
    expect(await runs.retrieve(handle.id)).toMatchObject({
      status: 'EXECUTING',
      isExecuting: true,
      version: worker.version,
      attemptCount: 1,
    })

    const result = await worker.succeed(started, { greeting: 'Hello Ada' })
    expect(result).toMatchObject({ attemptStatus: 'RUN_FINISHED', snapshot: { executionStatus: 'FINISHED' } })
    const finished = await runs.retrieve(handle.id)
    expect(finished).toMatchObject({
      status: 'COMPLETED',
      isCompleted: true,
      isSuccess: true,
      output: { greeting: 'Hello Ada' },
      payload: { name: 'Ada', at: '2026-01-02T03:04:05.000Z' },
      durationMs: 12,
    })
    expect(finished.finishedAt).toBeInstanceOf(Date)
  })

  it('hands a waiting worker a new run at once', async () => {
    const waiting = worker.next()
    const startedAt = performance.now()
    const handle = await tasks.trigger('hello', {})
    const message = await waiting
    expect(message.run.friendlyId).toBe(handle.id)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    await worker.succeed(await worker.start({ runId: handle.id, snapshotId: message.snapshot.friendlyId }))
  })

  it('refuses a second start and a completion that quotes an old snapshot', async () => {
    await tasks.trigger('hello', {})
    const message = await worker.next()
    const stale = { runId: message.run.friendlyId, snapshotId: message.snapshot.friendlyId }
    const started = await worker.start(stale)
    await expect(worker.start(stale)).rejects.toMatchObject({ status: 409 })
    await expect(worker.succeed({ ...started, snapshotId: stale.snapshotId })).rejects.toMatchObject({ status: 400 })
    await worker.succeed(started)
    await expect(worker.start(stale)).rejects.toBeInstanceOf(EngineRefusal)
  })

  it('never gives one run to two workers that ask at the same moment', async () => {
    const handles = await Promise.all(Array.from({ length: 40 }, (_, n) => tasks.trigger('other', { n })))
    const dequeued: string[] = []
    const drain = async () => {
      for (;;) {
        const messages = await worker.dequeueNow(5)
        if (messages.length === 0) return
        dequeued.push(...messages.map((message) => message.run.friendlyId))
      }
    }
    await Promise.all([drain(), drain(), drain(), drain()])
    expect([...dequeued].sort()).toEqual(handles.map((handle) => handle.id).sort())
  })
})

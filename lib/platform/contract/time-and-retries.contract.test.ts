import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
const boom = { type: 'BUILT_IN_ERROR', name: 'Error', message: 'boom', stackTrace: 'Error: boom\n    at task' } as const

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [{ id: 'hello', retry: { maxAttempts: 3, minTimeoutInMs: 10, maxTimeoutInMs: 20, factor: 1, randomize: false } }],
  )
})
afterAll(() => test.end())

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 50 })

describe('delays and time to live', () => {
  it('keeps a delayed run back until it is due, then hands it out', async () => {
    const handle = await tasks.trigger('hello', {}, { delay: new Date(Date.now() + 700) })
    const delayed = await runs.retrieve(handle.id)
    expect(delayed.status).toBe('DELAYED')
    expect(await worker.dequeueNow()).toEqual([])
    const message = await worker.next()
    expect(message.run.friendlyId).toBe(handle.id)
    expect(Date.now()).toBeGreaterThanOrEqual(delayed.delayedUntil?.getTime() as number)
    await worker.succeed(await worker.start({ runId: handle.id, snapshotId: message.snapshot.friendlyId }))
  })

  it('starts a run at once whose delay has passed already', async () => {
    const handle = await tasks.trigger('hello', {}, { delay: new Date(Date.now() - 1_000) })
    expect((await runs.retrieve(handle.id)).status).toBe('QUEUED')
    await worker.succeed(await worker.startNext())
  })

  it('moves the delay of a delayed run and refuses to move that of another', async () => {
    const handle = await tasks.trigger('hello', {}, { delay: '1h' })
    const moved = await runs.reschedule(handle.id, { delay: new Date(Date.now() + 100) })
    expect(moved.id).toBe(handle.id)
    const started = await worker.startNext()
    expect(started.id).toBe(handle.id)
    await worker.succeed(started)
    const refused = await test.call('POST', `/api/v1/runs/${handle.id}/reschedule`, { delay: '1h' })
    expect(refused).toMatchObject({ status: 400, body: { error: 'Cannot reschedule a run that is not delayed' } })
  })

  it('expires a queued run that nobody took in time', async () => {
    const handle = await tasks.trigger('hello', {}, { ttl: 1 })
    await eventually(async () => {
      const run = await runs.retrieve(handle.id)
      expect(run).toMatchObject({
        status: 'EXPIRED',
        isCompleted: false,
        error: { message: 'Run expired because the TTL (1s) was reached' },
      })
      expect(run.expiredAt).toBeInstanceOf(Date)
    })
    expect(await worker.dequeueNow()).toEqual([])
  })
})

describe('attempts that fail', () => {
  it('lets the worker retry at once when the delay is short, under a new snapshot', async () => {
    const handle = await tasks.trigger('hello', {})
    const first = await worker.startNext()
    const verdict = await worker.fail(first, boom, { timestamp: Date.now() + 10, delay: 10 })
    expect(verdict).toMatchObject({ attemptStatus: 'RETRY_IMMEDIATELY', snapshot: { executionStatus: 'EXECUTING' } })
    expect((await runs.retrieve(handle.id)).status).toBe('EXECUTING')
    expect(await worker.dequeueNow()).toEqual([])
    const second = await worker.start({ runId: handle.id, snapshotId: verdict.snapshot.friendlyId })
    expect(second.execution.attempt.number).toBe(2)
    await worker.succeed(second, 'made it')
    expect(await runs.retrieve(handle.id)).toMatchObject({ status: 'COMPLETED', attemptCount: 2, durationMs: 24 })
  })

  it('queues the run again when the delay is long, not before it is over', async () => {
    const handle = await tasks.trigger('hello', {})
    const verdict = await worker.fail(await worker.startNext(), boom, { timestamp: Date.now() + 30_000, delay: 30_000 })
    expect(verdict).toMatchObject({ attemptStatus: 'RETRY_QUEUED', snapshot: { executionStatus: 'QUEUED' } })
    expect(await worker.dequeueNow()).toEqual([])
    await test.query(`update executions set available_at = now() where status = 'QUEUED'`)
    const second = await worker.startNext()
    expect(second.execution).toMatchObject({ run: { id: handle.id }, attempt: { number: 2 } })
    await worker.succeed(second)
  })

  it('computes the delay itself when the process crashed, and queues the run', async () => {
    const handle = await tasks.trigger('hello', {})
    const crash = { type: 'INTERNAL_ERROR', code: 'TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE', message: 'exit 3' } as const
    expect(await worker.fail(await worker.startNext(), crash)).toMatchObject({ attemptStatus: 'RETRY_QUEUED' })
    expect(await worker.fail(await worker.startNext(), crash)).toMatchObject({ attemptStatus: 'RETRY_QUEUED' })
    expect(await worker.fail(await worker.startNext(), crash)).toMatchObject({ attemptStatus: 'RUN_FINISHED' })
    const run = await runs.retrieve(handle.id)
    expect(run).toMatchObject({ status: 'CRASHED', isFailed: true, attemptCount: 3 })
    expect(run.error?.message).toContain('TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE')
  })

  it('fails for good when the attempts are used up, whatever the worker asks for', async () => {
    const handle = await tasks.trigger('hello', {}, { maxAttempts: 1 })
    const verdict = await worker.fail(await worker.startNext(), boom, { timestamp: Date.now(), delay: 1 })
    expect(verdict.attemptStatus).toBe('RUN_FINISHED')
    expect(await runs.retrieve(handle.id)).toMatchObject({
      status: 'FAILED',
      error: { name: 'Error', message: 'boom' },
    })
  })

  it('calls a run that took too long timed out', async () => {
    const handle = await tasks.trigger('hello', {})
    await worker.fail(await worker.startNext(), {
      type: 'INTERNAL_ERROR',
      code: 'MAX_DURATION_EXCEEDED',
      message: 'too long',
    })
    expect(await runs.retrieve(handle.id)).toMatchObject({ status: 'TIMED_OUT', isCompleted: false, isFailed: false })
  })
})

describe('workers that vanish', () => {
  it('tries a run again whose worker said goodbye in the middle of it', async () => {
    const handle = await tasks.trigger('hello', {})
    await worker.startNext()
    expect(await worker.disconnect([handle.id])).toEqual({ cancelled: 1 })
    const second = await worker.startNext()
    expect(second.execution).toMatchObject({ run: { id: handle.id }, attempt: { number: 2 } })
    await worker.succeed(second)
  })

  it('queues a run again that was handed out but never started, without counting an attempt', async () => {
    const handle = await tasks.trigger('hello', {})
    await worker.next()
    await worker.disconnect([handle.id])
    const started = await worker.startNext()
    expect(started.execution).toMatchObject({ run: { id: handle.id }, attempt: { number: 1 } })
    await worker.succeed(started)
  })

  it('takes a run from a worker that went silent, and fails it when its attempts are used up', async () => {
    const handle = await tasks.trigger('hello', {}, { maxAttempts: 1 })
    const started = await worker.startNext()
    const { findLostLeases } = await import('../runs/find-lost-leases')
    const { loseLease } = await import('../runs/lose-lease')
    const { deps } = test.platform
    const soon = new Date(Date.now() + 59_000)
    expect(await findLostLeases(deps.pool, new Date(0), soon)).toEqual([])
    const late = new Date(Date.now() + 61_000)
    expect(await findLostLeases(deps.pool, new Date(late.getTime() - 1_000), late)).toEqual([])
    const lost = await findLostLeases(deps.pool, new Date(0), late)
    expect(lost).toHaveLength(1)
    for (const lease of lost) await loseLease(deps, lease, new Date())
    expect(await runs.retrieve(handle.id)).toMatchObject({ status: 'SYSTEM_FAILURE' })
    await expect(worker.succeed(started)).rejects.toMatchObject({ status: 400 })
  })
})

import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { findLostLeases } from '../runs/find-lost-leases'
import { loseLease } from '../runs/lose-lease'
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
  const lostAfter = async (silentMs: number, listeningSince = new Date(0)) =>
    await findLostLeases(test.platform.deps.pool, listeningSince, new Date(Date.now() + silentMs))
  const goSilent = async (runId: string) => {
    const lost = (await lostAfter(61_000)).filter((lease) => `run_${lease.run_id}` === runId)
    expect(lost).toHaveLength(1)
    for (const lease of lost) await loseLease(test.platform.deps, lease, 'silent', new Date())
  }

  it('starts a run again that its worker gave back, however few attempts it has', async () => {
    const handle = await tasks.trigger('hello', {}, { maxAttempts: 1 })
    await worker.startNext()
    expect(await worker.disconnect([handle.id])).toEqual({ cancelled: 1 })
    expect((await runs.retrieve(handle.id)).status).toBe('QUEUED')
    const second = await worker.startNext()
    expect(second.execution).toMatchObject({ run: { id: handle.id, maxAttempts: 2 }, attempt: { number: 2 } })
    await worker.fail(second, boom, { timestamp: Date.now(), delay: 1 })
    expect((await runs.retrieve(handle.id)).status).toBe('FAILED')
  })

  it('queues a run again that was handed out but never started, under the number it had', async () => {
    const handle = await tasks.trigger('hello', {})
    await worker.next()
    await worker.disconnect([handle.id])
    const started = await worker.startNext()
    expect(started.execution).toMatchObject({ run: { id: handle.id }, attempt: { number: 1 } })
    await worker.succeed(started)
  })

  it('starts a waiting run again, given back or not; with an idempotency key it joins the wait it began', async () => {
    const handle = await tasks.trigger('hello', {}, { maxAttempts: 1 })
    await worker.startNext()
    const until = new Date(Date.now() + 1_000)
    const first = await worker.waitUntil(handle.id, until, 'my-wait')
    await worker.disconnect([handle.id])
    await worker.startNext()
    await worker.waitUntil(handle.id, new Date(Date.now() + 60_000))
    await goSilent(handle.id)
    const third = await worker.startNext()
    expect(third.execution.attempt.number).toBe(3)
    const again = await worker.waitUntil(handle.id, new Date(Date.now() + 60_000), 'my-wait')
    expect(again).toEqual(first)
    await eventually(async () => {
      expect((await worker.latest(handle.id)).completedWaitpoints).toMatchObject([{ friendlyId: first.waitpoint.id }])
    })
    await worker.succeed(await worker.follow(third))
    expect(await runs.retrieve(handle.id)).toMatchObject({ status: 'COMPLETED', attemptCount: 3 })
  })

  it('stops a run that takes its worker down again and again', async () => {
    const handle = await tasks.trigger('hello', {}, { maxAttempts: 1 })
    for (let losses = 0; losses < 10; losses++) {
      await (losses % 2 ? worker.next() : worker.startNext())
      await worker.disconnect([handle.id])
      expect((await runs.retrieve(handle.id)).status).toBe('QUEUED')
    }
    await worker.startNext()
    await worker.disconnect([handle.id])
    const run = await runs.retrieve(handle.id)
    expect(run.status).toBe('SYSTEM_FAILURE')
    expect(run.error?.message).toContain('lost its worker 11 times in a row')
  })

  it('hears a heartbeat only for the lease it was sent for, under any of its snapshots', async () => {
    const handle = await tasks.trigger('hello', {})
    const first = await worker.startNext()
    const beatAt = async (beat: typeof first) => {
      const id = handle.id.replace('run_', '')
      await test.query(`update executions set heartbeat_at = 'epoch' where run_id = $1`, [id])
      await worker.heartbeat(beat)
      const { rows } = await test.query<{ at: Date }>('select heartbeat_at as at from executions where run_id = $1', [
        id,
      ])
      return rows[0]?.at.getTime()
    }
    await worker.waitUntil(handle.id, new Date())
    expect(await beatAt(first)).toBeGreaterThan(0)
    await worker.disconnect([handle.id])
    const second = await worker.startNext()
    expect(await beatAt(first)).toBe(0)
    expect(await beatAt(second)).toBeGreaterThan(0)
    await worker.succeed(second)
  })

  it('takes a run from a worker that went silent in the middle of it, and fails it after the last attempt', async () => {
    const handle = await tasks.trigger('hello', {}, { maxAttempts: 2 })
    await worker.startNext()
    expect(await lostAfter(59_000)).toEqual([])
    expect(await lostAfter(61_000, new Date(Date.now() + 60_000))).toEqual([])
    await goSilent(handle.id)
    const last = await worker.startNext()
    expect(last.execution).toMatchObject({ run: { id: handle.id }, attempt: { number: 2 } })
    await goSilent(handle.id)
    const run = await runs.retrieve(handle.id)
    expect(run.status).toBe('FAILED')
    expect(run.error?.message).toMatch(/TASK_RUN_STALLED_EXECUTING.*stopped responding/)
    await expect(worker.succeed(last)).rejects.toMatchObject({ status: 400 })
  })
})

import { queues, runs, tasks } from '@trigger.dev/sdk'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [
      { id: 'parent' },
      { id: 'child', retry: { maxAttempts: 1 } },
      { id: 'narrow', queue: { name: 'narrow-queue', concurrencyLimit: 2 } },
    ],
    { queues: [{ name: 'narrow-queue', concurrencyLimit: 2 }] },
  )
})
afterAll(() => test.end())

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 40 })
const triggerAndWait = async (parentRunId: string, options: Record<string, unknown> = {}) =>
  (
    await test.call('POST', '/api/v1/tasks/child/trigger', {
      options: { parentRunId, resumeParentOnCompletion: true, ...options },
    })
  ).body

describe('waiting for a time', () => {
  it('shows the run as waiting and wakes it when the time has come', async () => {
    const handle = await tasks.trigger('parent', {})
    const started = await worker.startNext()
    const until = new Date(Date.now() + 600)
    const answer = await worker.waitUntil(handle.id, until)
    expect(new Date(answer.waitUntil)).toEqual(until)
    expect(await runs.retrieve(handle.id)).toMatchObject({ status: 'WAITING', isWaiting: true })
    await eventually(async () => {
      const latest = await worker.latest(handle.id)
      expect(latest.snapshot.executionStatus).toBe('EXECUTING')
      expect(latest.completedWaitpoints).toMatchObject([
        { friendlyId: answer.waitpoint.id, type: 'DATETIME', outputIsError: false },
      ])
    })
    expect(Date.now()).toBeGreaterThanOrEqual(until.getTime())
    await worker.succeed(await worker.follow(started))
    expect((await runs.retrieve(handle.id)).status).toBe('COMPLETED')
  })

  it('tells the worker that subscribed over the socket', async () => {
    const handle = await tasks.trigger('parent', {})
    const started = await worker.startNext()
    const socket = io(`${test.origin}/dev-worker`, {
      transports: ['websocket'],
      extraHeaders: { Authorization: `Bearer ${SECRET_KEY}` },
    })
    const notified: string[] = []
    socket.on('run:notify', (message: { run: { friendlyId: string } }) => notified.push(message.run.friendlyId))
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject))
    socket.emit('run:subscribe', { version: '1', runFriendlyIds: [handle.id] })
    await worker.waitUntil(handle.id, new Date(Date.now() + 500))
    await eventually(async () => {
      expect((await worker.latest(handle.id)).snapshot.executionStatus).toBe('EXECUTING')
      expect(notified).toContain(handle.id)
    })
    socket.close()
    await worker.succeed(await worker.follow(started))
  })

  it('refuses a socket without the key', async () => {
    const socket = io(`${test.origin}/dev-worker`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { Authorization: 'Bearer wrong' },
    })
    const outcome = await new Promise((resolve) =>
      socket.once('connect', () => resolve('connected')).once('connect_error', () => resolve('refused')),
    )
    socket.close()
    expect(outcome).toBe('refused')
  })
})

describe('waiting for another run', () => {
  it('takes the place of the parent in the queue, so that those who came later do not keep the parent', async () => {
    const parent = await tasks.trigger('parent', {})
    const started = await worker.startNext()
    const later = await tasks.trigger('child', {})
    const { body: apart } = await test.call('POST', '/api/v1/tasks/child/trigger', {
      options: { parentRunId: parent.id },
    })
    const awaited = await triggerAndWait(parent.id)
    const order = await worker.dequeueNow()
    expect(order.map(({ run }) => run.friendlyId)).toEqual([awaited.id, later.id, apart.id])
    for (const { run, snapshot } of order) {
      await worker.succeed(await worker.start({ runId: run.friendlyId, snapshotId: snapshot.friendlyId }))
    }
    await eventually(async () => expect((await worker.latest(parent.id)).snapshot.executionStatus).toBe('EXECUTING'))
    await worker.succeed(await worker.follow(started))
  })

  it('resumes the parent with the output of the child', async () => {
    const parent = await tasks.trigger('parent', {})
    const started = await worker.startNext()
    const child = await triggerAndWait(parent.id)
    expect((await runs.retrieve(parent.id)).status).toBe('WAITING')
    await worker.succeed(await worker.startNext(), { answer: 42 })
    const latest = await worker.latest(parent.id)
    expect(latest.snapshot.executionStatus).toBe('EXECUTING')
    expect(latest.completedWaitpoints).toMatchObject([
      { type: 'RUN', completedByTaskRun: { friendlyId: child.id }, output: '{"answer":42}', outputIsError: false },
    ])
    await worker.succeed(await worker.follow(started))
    expect(await runs.retrieve(parent.id)).toMatchObject({
      status: 'COMPLETED',
      relatedRuns: { children: [{ id: child.id, triggerFunction: 'triggerAndWait' }] },
    })
  })

  it('hands the error of a failed child to the parent', async () => {
    const parent = await tasks.trigger('parent', {})
    const started = await worker.startNext()
    await triggerAndWait(parent.id)
    await worker.fail(await worker.startNext(), { type: 'STRING_ERROR', raw: 'no luck' })
    const [waitpoint] = (await worker.latest(parent.id)).completedWaitpoints
    expect(waitpoint).toMatchObject({ outputIsError: true })
    expect(JSON.parse(waitpoint?.output ?? '')).toEqual({ type: 'STRING_ERROR', raw: 'no luck' })
    await worker.succeed(await worker.follow(started))
  })

  it('goes on at once when an idempotency key names a child that has finished', async () => {
    const first = await test.call('POST', '/api/v1/tasks/child/trigger', { options: { idempotencyKey: 'done-before' } })
    await worker.succeed(await worker.startNext(), 'old')
    const parent = await tasks.trigger('parent', {})
    const started = await worker.startNext()
    expect(await triggerAndWait(parent.id, { idempotencyKey: 'done-before' })).toEqual({
      id: first.body.id,
      isCached: true,
    })
    await eventually(async () => {
      expect((await worker.latest(parent.id)).completedWaitpoints).toMatchObject([{ output: '"old"' }])
    })
    await worker.succeed(await worker.follow(started))
  })
})

describe('queues', () => {
  it('never runs more than the limit, however many workers ask at once', async () => {
    const handles = await Promise.all(Array.from({ length: 8 }, () => tasks.trigger('narrow', {})))
    const taken = (await Promise.all([worker.dequeueNow(), worker.dequeueNow(), worker.dequeueNow()])).flat()
    expect(taken).toHaveLength(2)
    expect(await queues.retrieve({ type: 'custom', name: 'narrow-queue' })).toMatchObject({
      running: 2,
      queued: 6,
      concurrencyLimit: 2,
    })
    for (const message of taken) {
      await worker.succeed(
        await worker.start({ runId: message.run.friendlyId, snapshotId: message.snapshot.friendlyId }),
      )
    }
    expect(await worker.dequeueNow()).toHaveLength(2)
    await Promise.all(handles.map((handle) => runs.cancel(handle.id)))
    await worker.disconnect(handles.map((handle) => handle.id))
  })

  it('gives each concurrency key the full limit', async () => {
    const keys = ['a', 'a', 'a', 'b', 'b', 'b']
    const handles = await Promise.all(keys.map((concurrencyKey) => tasks.trigger('narrow', {}, { concurrencyKey })))
    expect(await worker.dequeueNow()).toHaveLength(4)
    await Promise.all(handles.map((handle) => runs.cancel(handle.id)))
    await worker.disconnect(handles.map((handle) => handle.id))
  })

  it('frees the place of a waiting run and makes it line up again when its place is taken', async () => {
    const handles = await Promise.all(Array.from({ length: 3 }, () => tasks.trigger('narrow', {})))
    const first = await worker.startNext()
    const second = await worker.startNext()
    expect(await worker.dequeueNow()).toEqual([])
    await worker.waitUntil(first.id, new Date(Date.now() + 300))
    const third = await worker.startNext()
    await eventually(async () => {
      expect((await worker.latest(first.id)).snapshot.executionStatus).toBe('QUEUED_EXECUTING')
    })
    expect((await runs.retrieve(first.id)).status).toBe('WAITING')
    await worker.succeed(second)
    await eventually(async () => {
      expect((await worker.latest(first.id)).snapshot.executionStatus).toBe('EXECUTING')
    })
    await worker.succeed(await worker.follow(first))
    await worker.succeed(third)
    for (const handle of handles) expect((await runs.retrieve(handle.id)).status).toBe('COMPLETED')
  })

  it('hands nothing out of a paused queue', async () => {
    const handle = await tasks.trigger('narrow', {})
    await test.query(`update queues set paused = true where name = 'narrow-queue'`)
    expect(await worker.dequeueNow()).toEqual([])
    await test.query(`update queues set paused = false where name = 'narrow-queue'`)
    const started = await worker.startNext()
    expect(started.id).toBe(handle.id)
    await worker.succeed(started)
  })

  it('lets a later run with priority overtake an earlier one', async () => {
    const early = await tasks.trigger('child', {})
    const urgent = await tasks.trigger('child', {}, { priority: 60 })
    expect((await worker.next()).run.friendlyId).toBe(urgent.id)
    expect((await worker.next()).run.friendlyId).toBe(early.id)
    await worker.disconnect([early.id, urgent.id])
    await runs.cancel(early.id)
    await runs.cancel(urgent.id)
  })

  it('lists queues by name and says when one does not exist', async () => {
    const page = await queues.list()
    expect(page.data.map(({ name, type }) => ({ name, type }))).toEqual([
      { name: 'child', type: 'task' },
      { name: 'narrow-queue', type: 'custom' },
      { name: 'parent', type: 'task' },
    ])
    expect(await test.call('GET', '/api/v1/queues/nope?type=custom')).toMatchObject({
      status: 404,
      body: { error: 'queue-not-found' },
    })
  })
})

import { idempotencyKeys, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [
      { id: 'plain', retry: { maxAttempts: 5 }, maxDuration: 300, machine: { preset: 'small-2x' } },
      { id: 'hurried', ttl: '90s' },
      { id: 'child' },
      { id: 'throttled', concurrency: { inline: { perKey: 1 } } },
    ],
    { queues: [{ name: 'side', concurrencyLimit: 1 }] },
  )
})
afterAll(() => test.end())
afterEach(() => test.query('truncate runs cascade'))

const call = (options: Record<string, unknown>, task = 'plain') =>
  test.call('POST', `/api/v1/tasks/${task}/trigger`, { options })

describe('the options of a trigger reach the task', () => {
  it('over what the task declares', async () => {
    await tasks.trigger('plain', {}, { maxAttempts: 2, maxDuration: 60, machine: 'medium-1x', priority: 7 })
    const { execution } = await worker.startNext()
    expect(execution).toMatchObject({
      run: { maxAttempts: 2, maxDuration: 60, priority: 7, isTest: false, isReplay: false },
      machine: { name: 'medium-1x' },
    })
  })

  it('and what the task declares where they are silent', async () => {
    await tasks.trigger('plain', {})
    const { execution } = await worker.startNext()
    expect(execution).toMatchObject({ run: { maxAttempts: 5, maxDuration: 300 }, machine: { name: 'small-2x' } })
  })

  it('as a test run, with its tags, queue and concurrency key', async () => {
    const { body } = await call({ test: true, tags: ['a', 'b', 'a'], queue: { name: 'side' }, concurrencyKey: 42 })
    const { execution } = await worker.startNext()
    expect(execution).toMatchObject({ run: { isTest: true, tags: ['a', 'b'] }, queue: { name: 'side' } })
    expect(await runs.retrieve(body.id)).toMatchObject({ isTest: true, tags: ['a', 'b'] })
    const { rows } = await test.query('select concurrency_key from runs')
    expect(rows).toEqual([{ concurrency_key: '42' }])
  })
})

describe('how long a run waits', () => {
  it('is the ttl of the call, else of the task, else two weeks', async () => {
    const ttlOf = async (id: string) => (await runs.retrieve(id)).ttl
    expect(await ttlOf((await tasks.trigger('hurried', {}, { ttl: '2h' })).id)).toBe('2h')
    expect(await ttlOf((await tasks.trigger('hurried', {}, { ttl: 45 })).id)).toBe('45s')
    expect(await ttlOf((await tasks.trigger('hurried', {})).id)).toBe('90s')
    expect(await ttlOf((await tasks.trigger('plain', {})).id)).toBe('14d')
  })

  it('has no end with a ttl of 0', async () => {
    const { id } = await tasks.trigger('hurried', {}, { ttl: 0 })
    const { rows } = await test.query('select expires_at from executions')
    expect(rows).toEqual([{ expires_at: null }])
    expect((await runs.retrieve(id)).status).toBe('QUEUED')
  })

  it('is counted from the end of the delay', async () => {
    const { id } = await tasks.trigger('plain', {}, { delay: '1h', ttl: '10m' })
    const { delayedUntil } = await runs.retrieve(id)
    const { rows } = await test.query<{ expires_at: Date }>('select expires_at from executions')
    expect((rows[0]?.expires_at.getTime() ?? 0) - (delayedUntil?.getTime() ?? 0)).toBe(600_000)
  })
})

describe('priority', () => {
  it('is a head start in seconds, within the queue and between queues', async () => {
    const ids: string[] = []
    for (const [task, priority] of [
      ['plain', 0],
      ['child', 30],
      ['plain', 60],
      ['child', 10],
    ] as const) {
      ids.push((await tasks.trigger(task, {}, { priority })).id)
    }
    const messages = await worker.dequeueNow()
    expect(messages.map((message) => ids.indexOf(message.run.friendlyId))).toEqual([2, 1, 3, 0])
  })

  it('counts from the end of a delay, and stays with a replay', async () => {
    const first = await tasks.trigger('plain', {}, { priority: 60 })
    const replay = await runs.replay(first.id)
    await tasks.trigger('plain', {})
    const order = (await worker.dequeueNow()).map((message) => message.run.friendlyId)
    expect(order.slice(0, 2)).toEqual([first.id, replay.id])
  })
})

describe('a run locked to a version', () => {
  it('stays on it after a newer one came', async () => {
    const newer = await TestWorker.register(() => test.origin, [{ id: 'plain' }], { contentHash: 'newer' })
    const { body } = await call({ lockToVersion: worker.version })
    const [message] = await newer.dequeue({ oldWorkers: [worker.id], holdMs: 0 })
    expect(message).toMatchObject({ run: { friendlyId: body.id }, backgroundWorker: { version: worker.version } })
    expect((await call({ lockToVersion: '20200101.1' })).status).toBe(422)
    await test.query(`update workers set registered_at = now() where id = $1`, [worker.id.slice('worker_'.length)])
  })
})

describe('parents and children', () => {
  it('know each other over three generations', async () => {
    const { id: root } = await tasks.trigger('plain', {})
    const parent = (await call({ parentRunId: root }, 'child')).body.id
    const grandchild = (await call({ parentRunId: parent }, 'child')).body.id
    expect(await runs.retrieve(grandchild)).toMatchObject({
      depth: 2,
      relatedRuns: { root: { id: root }, parent: { id: parent }, children: [] },
    })
    expect((await runs.retrieve(root)).relatedRuns.children?.map((child) => child.id)).toEqual([parent])
    await runs.cancel(root)
    expect((await runs.retrieve(grandchild)).status).toBe('CANCELED')
  })

  it('are nothing to a parent that does not exist', async () => {
    const { body } = await call({ parentRunId: 'run_nobody' })
    expect(await runs.retrieve(body.id)).toMatchObject({ depth: 0, relatedRuns: { children: [] } })
  })
})

describe('idempotency keys', () => {
  it('hold in the scope they were made for', async () => {
    const global = await idempotencyKeys.create(['order', '7'], { scope: 'global' })
    const first = await tasks.trigger('plain', {}, { idempotencyKey: global })
    expect((await tasks.trigger('plain', {}, { idempotencyKey: global })).id).toBe(first.id)
    expect((await tasks.trigger('child', {}, { idempotencyKey: global })).id).not.toBe(first.id)
    const { rows } = await test.query('select idempotency_key_options from runs where id = $1', [first.id.slice(4)])
    expect(rows).toEqual([{ idempotency_key_options: { key: 'order-7', scope: 'global' } }])
  })

  it('are free again after their time, after a reset, and after a failed run', async () => {
    const trigger = async (idempotencyKeyTTL?: string) =>
      (await call({ idempotencyKey: 'order', ...(idempotencyKeyTTL && { idempotencyKeyTTL }) })).body
    const first = await trigger('1h')
    expect(await trigger()).toEqual({ id: first.id, isCached: true })
    await test.query(`update runs set idempotency_key_expires_at = now() - interval '1 second'`)
    const second = await trigger()
    expect(second).toMatchObject({ isCached: false })
    await test.call('POST', '/api/v1/idempotencyKeys/order/reset', { taskIdentifier: 'plain' })
    const third = await trigger()
    expect(third).toMatchObject({ isCached: false })
    expect(new Set([first.id, second.id, third.id]).size).toBe(3)
  })

  it('made with the SDK are reset with the SDK, and only for their task', async () => {
    const idempotencyKey = await idempotencyKeys.create('resettable', { scope: 'global' })
    const first = await tasks.trigger('plain', {}, { idempotencyKey })
    await expect(idempotencyKeys.reset('child', idempotencyKey)).rejects.toMatchObject({ status: 404 })
    expect(await idempotencyKeys.reset('plain', idempotencyKey)).toEqual({ id: idempotencyKey })
    expect((await tasks.trigger('plain', {}, { idempotencyKey })).id).not.toBe(first.id)
  })
})

describe('moving a delayed run', () => {
  it('moves its ttl and its place with it', async () => {
    const { id } = await tasks.trigger('plain', {}, { delay: '1h', ttl: '10m', priority: 30 })
    const to = new Date(Date.now() + 7_200_000)
    expect((await runs.reschedule(id, { delay: to })).delayedUntil).toEqual(to)
    const { rows } = await test.query('select available_at, sort_at, expires_at from executions')
    expect(rows).toEqual([
      { available_at: to, sort_at: new Date(to.getTime() - 30_000), expires_at: new Date(to.getTime() + 600_000) },
    ])
  })

  it('into the past starts it now', async () => {
    const { id } = await tasks.trigger('plain', {}, { delay: '1h' })
    await runs.reschedule(id, { delay: new Date(Date.now() - 1_000) })
    expect((await worker.next()).run.friendlyId).toBe(id)
  })
})

describe('a replay', () => {
  it('is the same run again', async () => {
    const original = await tasks.trigger(
      'plain',
      { v: 1 },
      {
        tags: ['t'],
        metadata: { m: 1 },
        queue: 'side',
        concurrencyKey: 'k',
        maxAttempts: 2,
        machine: 'micro',
        ttl: '1h',
      },
    )
    await runs.replay(original.id)
    const { rows } = await test.query(
      `select count(*), payload, tags, metadata, queue_name, concurrency_key, max_attempts, machine, ttl, count(replayed_from) as replays
       from runs group by 2, 3, 4, 5, 6, 7, 8, 9`,
    )
    expect(rows).toMatchObject([{ count: 2, replays: 1, queue_name: 'side', concurrency_key: 'k', max_attempts: 2 }])
  })

  it('has what it is told to have instead', async () => {
    const original = await tasks.trigger('plain', { v: 1 }, { tags: ['t'], metadata: { m: 1 } })
    const { id } = await runs.replay(original.id, {
      payload: { v: 2 },
      metadata: { m: 2 },
      tags: ['u', 'w'],
      queue: 'side',
      maxAttempts: 9,
      delay: '1h',
    })
    expect(await runs.retrieve(id)).toMatchObject({
      status: 'DELAYED',
      payload: { v: 2 },
      metadata: { m: 2 },
      tags: ['u', 'w'],
    })
    const { rows } = await test.query('select queue_name, max_attempts from runs where id = $1', [id.slice(4)])
    expect(rows).toEqual([{ queue_name: 'side', max_attempts: 9 }])
  })

  it('is told to the task, and leaves the idempotency key to the original', async () => {
    const original = await tasks.trigger('plain', {}, { idempotencyKey: await idempotencyKeys.create('mine') })
    await worker.succeed(await worker.startNext())
    const { id } = await runs.replay(original.id)
    const { execution } = await worker.startNext()
    expect(execution.run).toMatchObject({ id, isReplay: true })
    expect((await runs.retrieve(id)).idempotencyKey).toBeUndefined()
  })
})

describe('what is refused', () => {
  it.each([
    ['a tag that is too long', { tags: ['t'.repeat(129)] }, 400],
    ['too many tags', { tags: Array.from({ length: 11 }, (_, index) => `t${index}`) }, 422],
    ['a machine nobody knows', { machine: 'giant' }, 400],
    ['an idempotency key that is too long', { idempotencyKey: 'k'.repeat(2049) }, 400],
    ['metadata over 256 KB', { metadata: { text: 'm'.repeat(262_144) } }, 413],
    ['attempts that are no number', { maxAttempts: 'many' }, 400],
    ['a priority that is no number', { priority: 'high' }, 400],
    ['a stored payload without a name', { payloadType: 'application/store' }, 400],
  ])('%s', async (_, options, status) => {
    const answer = await call(options)
    expect(answer.status).toBe(status)
    expect((await test.query('select 1 from runs')).rowCount).toBe(0)
  })

  it.each([
    ['an empty tag', { tags: ['', 'a'] }],
    ['a delay that is none', { delay: 'whenever' }],
    ['a ttl that is none', { ttl: 'banana' }],
    ['a negative priority', { priority: -5 }],
    ['options it does not know', { colour: 'red' }],
  ])('but not %s', async (_, options) => {
    expect((await call(options)).status).toBe(200)
  })
})

describe('combinations', () => {
  it('of delay, concurrency key and priority start in the order of the priorities once the delay is over', async () => {
    const low = await tasks.trigger('throttled', {}, { delay: '1h', concurrencyKey: 'k' })
    const high = await tasks.trigger('throttled', {}, { delay: '1h', concurrencyKey: 'k', priority: 5 })
    await test.query(`update executions set available_at = now(), sort_at = sort_at - interval '1 hour'`)
    const first = await worker.startNext()
    expect(first.id).toBe(high.id)
    expect(await worker.dequeueNow()).toEqual([])
    await worker.succeed(first)
    expect((await worker.next()).run.friendlyId).toBe(low.id)
  })

  it('of an idempotency key and a delay give the same delayed run, canceled or not', async () => {
    const options = { idempotencyKey: await idempotencyKeys.create('delayed', { scope: 'global' }), delay: '1h' }
    const first = await tasks.trigger('plain', {}, options)
    expect((await tasks.trigger('plain', {}, options)).id).toBe(first.id)
    await runs.cancel(first.id)
    expect((await tasks.trigger('plain', {}, options)).id).toBe(first.id)
  })
})

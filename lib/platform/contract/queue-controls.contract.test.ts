import { queues, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { type StartedRun, TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
const narrow = { type: 'custom', name: 'narrow' } as const

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'), { concurrencyLimit: 6 })
  worker = await TestWorker.register(
    () => test.origin,
    [
      { id: 'wide' },
      { id: 'first-of-narrow', queue: { name: 'narrow' } },
      { id: 'second-of-narrow', queue: { name: 'narrow' } },
      { id: 'tenants', queue: { name: 'tenants' } },
    ],
    {
      queues: [
        { name: 'narrow', concurrencyLimit: 2 },
        { name: 'tenants', concurrencyLimit: 2, combinedConcurrencyLimit: 3 },
      ],
    },
  )
})
afterAll(() => test.end())

/** Nothing is left over for the next test. */
afterEach(async () => {
  await test.query(`update queues set paused = false, concurrency_limit_override = null, overridden_at = null`)
  await test.query('delete from runs')
})

const trigger = (task: string, count: number, options: Record<string, unknown> = {}) =>
  Promise.all(Array.from({ length: count }, () => tasks.trigger(task, {}, options)))

async function startAll(maxRunCount = 50): Promise<StartedRun[]> {
  const messages = await worker.dequeueNow(maxRunCount)
  return Promise.all(
    messages.map(({ run, snapshot }) => worker.start({ runId: run.friendlyId, snapshotId: snapshot.friendlyId })),
  )
}

describe('a paused queue', () => {
  it('holds new runs back, lets those under way end, and goes on when it is resumed', async () => {
    await trigger('first-of-narrow', 1)
    const [running] = await startAll()
    expect(await queues.pause(narrow)).toMatchObject({ paused: true, running: 1 })
    const [waiting] = await trigger('second-of-narrow', 1)
    expect(await worker.dequeueNow()).toEqual([])
    expect((await worker.succeed(running as StartedRun)).attemptStatus).toBe('RUN_FINISHED')
    expect(await queues.retrieve(narrow)).toMatchObject({ paused: true, running: 0, queued: 1 })

    const next = worker.next()
    expect(await queues.resume(narrow)).toMatchObject({ paused: false })
    expect((await next).run.friendlyId).toBe(waiting?.id)
  })

  it('can be paused twice, and is found by its id', async () => {
    const { id } = await queues.retrieve(narrow)
    await queues.pause(id)
    expect((await queues.pause(id)).paused).toBe(true)
  })
})

describe("a queue's limit", () => {
  it('is shared by the tasks of the queue', async () => {
    await trigger('first-of-narrow', 2)
    await trigger('second-of-narrow', 2)
    expect(await startAll()).toHaveLength(2)
  })

  it('follows an override up and down, and its declaration again after a reset', async () => {
    await trigger('first-of-narrow', 6)
    expect(await queues.overrideConcurrencyLimit(narrow, 3)).toMatchObject({
      concurrencyLimit: 3,
      concurrency: { current: 3, base: 2, override: 3, overriddenAt: expect.any(Date) },
    })
    const [first, ...others] = await startAll()
    expect(others).toHaveLength(2)
    await queues.overrideConcurrencyLimit(narrow, 0)
    await worker.succeed(first as StartedRun)
    expect(await worker.dequeueNow()).toEqual([])
    expect(await queues.resetConcurrencyLimit(narrow)).toMatchObject({
      concurrencyLimit: 2,
      concurrency: { current: 2, base: null, override: null, overriddenAt: null },
    })
    expect(await worker.dequeueNow()).toEqual([])
    await worker.succeed(others[0] as StartedRun)
    expect(await worker.dequeueNow()).toHaveLength(1)
  })

  it('survives a new registration of the code', async () => {
    await queues.overrideConcurrencyLimit(narrow, 5)
    const again = await TestWorker.register(() => test.origin, [{ id: 'wide' }], {
      contentHash: 'changed',
      queues: [{ name: 'narrow', concurrencyLimit: 1 }],
    })
    expect(await queues.retrieve(narrow)).toMatchObject({ concurrency: { current: 5, base: 1 } })
    expect(again.version).not.toBe(worker.version)
    await test.query(`update queues set concurrency_limit = 2 where name = 'narrow'`)
    await test.query(
      `update workers set registered_at = registered_at + interval '1 hour' where content_hash <> 'changed'`,
    )
  })

  it('can be a share of the limit of the environment, which no override passes', async () => {
    const { id } = await queues.retrieve(narrow)
    const override = (body: object) => test.call('POST', `/api/v1/queues/${id}/concurrency/override`, body)
    expect((await override({ percent: 50 })).body).toMatchObject({ concurrencyLimit: 3 })
    expect((await test.call('GET', `/api/v1/queues/${id}`)).body.concurrencyLimitOverridePercent).toBe(50)
    expect((await override({ percent: 1 })).body).toMatchObject({ concurrencyLimit: 1 })
    expect(await override({ concurrencyLimit: 7 })).toMatchObject({
      status: 400,
      body: { error: 'Concurrency limit (7) cannot exceed the environment limit (6)' },
    })
    expect((await override({ concurrencyLimit: 1, percent: 1 })).status).toBe(400)
  })

  it('is not reset twice', async () => {
    await expect(queues.resetConcurrencyLimit(narrow)).rejects.toMatchObject({
      status: 400,
      message: 'Queue is not overridden',
    })
  })
})

describe('limits across queues', () => {
  it('lets no more runs execute than the environment allows', async () => {
    await trigger('wide', 8)
    const started = await startAll()
    expect(started).toHaveLength(6)
    expect(await worker.dequeueNow()).toEqual([])
    await worker.succeed(started[0] as StartedRun)
    expect(await startAll()).toHaveLength(1)
  })

  it('caps all concurrency keys of a queue together', async () => {
    for (const concurrencyKey of ['a', 'b', 'c']) await trigger('tenants', 2, { concurrencyKey })
    expect(await startAll()).toHaveLength(3)
    expect(await worker.dequeueNow()).toEqual([])
  })

  it('gives a run that waited its place back only within them', async () => {
    await trigger('wide', 7)
    const started = await startAll()
    const waiting = started[0] as StartedRun
    await worker.waitUntil(waiting.id, new Date(Date.now() + 3_600_000))
    expect(await startAll()).toHaveLength(1)
    const status = async () => (await worker.latest(waiting.id)).snapshot.executionStatus
    await test.query('update waitpoints set completed_after = now()')
    await expect.poll(status, { timeout: 8_000 }).toBe('QUEUED_EXECUTING')
    await worker.succeed(started[1] as StartedRun)
    await expect.poll(status, { timeout: 8_000 }).toBe('EXECUTING')
  })
})

describe('whose turn it is', () => {
  it('lets the keys of a queue take turns, however long the backlog of one is', async () => {
    await trigger('tenants', 8, { concurrencyKey: 'busy' })
    await trigger('tenants', 2, { concurrencyKey: 'late' })
    const keys: string[] = []
    for (let turn = 0; turn < 4; turn++) {
      const [run] = await startAll(1)
      const { rows } = await test.query<{ key: string }>('select concurrency_key as key from runs where id = $1', [
        run?.id.slice('run_'.length),
      ])
      keys.push(rows[0]?.key ?? '')
      await worker.succeed(run as StartedRun)
    }
    expect(keys).toEqual(['busy', 'late', 'busy', 'late'])
  })

  it('says since when the head of a queue has been waiting', async () => {
    await trigger('tenants', 1, { concurrencyKey: 'a' })
    await trigger('tenants', 1, { concurrencyKey: 'b' })
    const { rows } = await test.query<{ at: Date }>('select min(queued_at) as at from runs')
    const { body } = await test.call('GET', '/signalbox/v1/queues')
    const tenants = body.queues.find((queue: { name: string }) => queue.name === 'tenants')
    expect(tenants).toMatchObject({ queued: 2, waitingKeys: 2, oldestQueuedAt: rows[0]?.at.toISOString() })
    const wide = body.queues.find((queue: { name: string }) => queue.name === 'wide')
    expect(wide).toMatchObject({ queued: 0, waitingKeys: 0, oldestQueuedAt: null })
  })
})

describe('a queue named at the trigger', () => {
  it('takes the run, with its limit', async () => {
    await trigger('wide', 3, { queue: 'narrow' })
    expect(await queues.retrieve(narrow)).toMatchObject({ queued: 3 })
    expect(await startAll()).toHaveLength(2)
  })

  it('holds the run back until a version declares it', async () => {
    const [handle] = await trigger('wide', 1, { queue: 'not-yet' })
    expect((await runs.retrieve(handle?.id ?? '')).status).toBe('PENDING_VERSION')
    expect(await worker.dequeueNow()).toEqual([])
    const newer = await TestWorker.register(() => test.origin, [{ id: 'wide' }], { queues: [{ name: 'not-yet' }] })
    expect((await newer.next()).run.friendlyId).toBe(handle?.id)
  })
})

describe('what cannot be done', () => {
  const unknown = { type: 'custom', name: 'nope' } as const
  it('tells of queues that do not exist', async () => {
    await expect(queues.pause(unknown)).rejects.toMatchObject({ status: 404, message: 'queue-not-found' })
    await expect(queues.overrideConcurrencyLimit(unknown, 1)).rejects.toMatchObject({
      status: 404,
      message: 'Queue not found',
    })
    await expect(queues.resetConcurrencyLimit(unknown)).rejects.toMatchObject({ status: 404 })
    await expect(queues.retrieve('queue_aaaaaaaaaaaaaaaaaaaaaaaaa')).rejects.toMatchObject({ status: 404 })
  })

  it.each([
    ['pause', { action: 'stop' }, /action/],
    ['concurrency/override', {}, /exactly one/],
    ['concurrency/override', { concurrencyLimit: 1_000_000 }, /100000/],
    ['concurrency/override', { concurrencyLimit: -1 }, /concurrencyLimit/],
  ])('refuses %s with %j', async (action, body, problem) => {
    const { id } = await queues.retrieve(narrow)
    const answer = await test.call('POST', `/api/v1/queues/${id}/${action}`, body)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatch(problem)
  })
})

describe('metrics of a queue', () => {
  it('tell how long runs waited, how many started and how deep it was', async () => {
    await trigger('first-of-narrow', 4)
    await startAll()
    const { body } = await test.call('GET', '/api/v1/queues/narrow/metrics?type=custom&period=15m')
    expect(body).toMatchObject({ queue: 'narrow', period: '15m', peakQueued: 4, startedCount: 2 })
    expect(body.waitMs.p50).toBeGreaterThanOrEqual(0)
    expect(body.depthTrend.at(-1)).toBe(2)
    expect(body.depthTrend.slice(0, -2).every((depth: number) => depth === 0)).toBe(true)
  })

  it('are zero for a queue nobody knows, and need a period they can keep', async () => {
    const metrics = (query: string) => test.call('GET', `/api/v1/queues/nope/metrics?${query}`)
    expect((await metrics('')).body).toMatchObject({
      queue: 'task/nope',
      startedCount: 0,
      waitMs: { p50: null, p95: null },
    })
    expect((await metrics('period=8d')).status).toBe(400)
    expect((await metrics('period=soon')).status).toBe(400)
  })
})

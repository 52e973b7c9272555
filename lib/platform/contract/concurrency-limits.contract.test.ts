import { concurrencyLimits, queues, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { type StartedRun, TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [
      { id: 'summary', concurrency: { inline: { total: 3 }, limits: ['openai'] } },
      { id: 'embedding', concurrency: { limits: ['openai'] } },
      { id: 'agent', concurrency: { limits: ['per-session'] } },
      { id: 'free' },
    ],
    {
      concurrencyLimits: [
        { name: 'openai', total: 4 },
        { name: 'per-session', perKey: 1 },
        { name: 'paid', total: 10 },
      ],
    },
  )
})
afterAll(() => test.end())

/** Nothing is left over for the next test. */
afterEach(async () => {
  await test.query(`update concurrency_limits set paused = false, total_override = null,
    total_overridden_at = null, per_key_override = null, per_key_overridden_at = null`)
  await test.query('delete from concurrency_limit_keys')
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
const tasksOf = (started: StartedRun[]) => started.map((run) => run.execution.task.id).sort()

describe('a concurrency limit', () => {
  it('is listed under its name, that of one task under the name of the task', async () => {
    const page = await concurrencyLimits.list({ perPage: 3 })
    expect(page.data.map(({ name, total, perKey }) => [name, total.current, perKey.current])).toEqual([
      ['openai', 4, null],
      ['paid', 10, null],
      ['per-session', null, 1],
    ])
    const next = await page.getNextPage()
    expect(next.data).toMatchObject([{ name: 'task/summary', id: expect.stringMatching(/^climit_/), paused: false }])
  })

  it('is shared by all tasks that hold it, beside the one a task has for itself', async () => {
    await trigger('summary', 4)
    await trigger('embedding', 4)
    const started = await startAll()
    expect(tasksOf(started)).toEqual(['embedding', 'summary', 'summary', 'summary'])
    expect(await concurrencyLimits.retrieve('openai')).toMatchObject({ running: 4, queued: 4 })
    expect(await concurrencyLimits.retrieve('task/summary')).toMatchObject({ running: 3, queued: 1 })
    const summary = started.find((run) => run.execution.task.id === 'summary') as StartedRun
    await worker.succeed(summary)
    expect(await startAll()).toHaveLength(1)
  })

  it('counts for each concurrency key by itself, and those without a key together', async () => {
    await trigger('agent', 2, { concurrencyKey: 'a' })
    await trigger('agent', 2, { concurrencyKey: 'b' })
    await trigger('agent', 2)
    expect(await startAll()).toHaveLength(3)
  })

  it('does not keep runs behind it from starting that do not hold it', async () => {
    await trigger('embedding', 6, { queue: 'task/free' })
    const [free] = await trigger('free', 1)
    await startAll(4)
    const [next] = await startAll(1)
    expect(next?.id).toBe(free?.id)
  })

  it('gives the place of a waiting run to another', async () => {
    await trigger('agent', 2, { concurrencyKey: 'a' })
    const first = await worker.startNext()
    await worker.waitUntil(first.id, new Date(Date.now() + 3_600_000))
    const second = await worker.startNext()
    const statusOfFirst = async () => (await worker.latest(first.id)).snapshot.executionStatus
    await test.query('update waitpoints set completed_after = now()')
    await expect.poll(statusOfFirst, { timeout: 8_000 }).toBe('QUEUED_EXECUTING')
    await worker.succeed(second)
    await expect.poll(statusOfFirst, { timeout: 8_000 }).toBe('EXECUTING')
  })
})

describe('limits named at the trigger', () => {
  it('replace the shared ones of the task, never its own', async () => {
    await concurrencyLimits.override('openai', { total: 0 })
    await trigger('summary', 5, { concurrency: 'paid' })
    expect(await startAll()).toHaveLength(3)
    expect(await concurrencyLimits.retrieve('paid')).toMatchObject({ running: 3, queued: 2 })
  })

  it('make the run wait when no version has declared them', async () => {
    const [handle] = await trigger('free', 1, { concurrency: ['to-come'] })
    expect((await runs.retrieve(handle?.id ?? '')).status).toBe('PENDING_VERSION')
    const newer = await TestWorker.register(() => test.origin, [{ id: 'free' }], {
      concurrencyLimits: [{ name: 'to-come', total: 1 }],
    })
    expect((await newer.next()).run.friendlyId).toBe(handle?.id)
    await test.query(`update workers set registered_at = now() + interval '1 hour' where id = $1`, [
      worker.id.slice('worker_'.length),
    ])
  })

  it('go with the run when it is replayed', async () => {
    const [handle] = await trigger('summary', 1, { concurrency: 'paid' })
    await runs.replay(handle?.id ?? '')
    expect(await concurrencyLimits.retrieve('paid')).toMatchObject({ queued: 2 })
  })

  it('are refused when they are no names', async () => {
    const named = (concurrency: unknown) =>
      test.call('POST', '/api/v1/tasks/free/trigger', { options: { concurrency } })
    expect((await named(['no such!'])).status).toBe(400)
    expect((await named(['a', 'b', 'c'])).status).toBe(400)
  })
})

describe('changing a limit', () => {
  it('pauses and resumes it without touching its bounds', async () => {
    expect(await concurrencyLimits.pause('openai')).toMatchObject({ paused: true, total: { current: 4 } })
    await trigger('embedding', 1)
    await trigger('free', 1)
    expect(tasksOf(await startAll())).toEqual(['free'])
    const next = worker.next()
    expect(await concurrencyLimits.resume('openai')).toMatchObject({ paused: false })
    expect((await next).run.friendlyId).toMatch(/^run_/)
  })

  it('overrides only the bounds given, and takes them back', async () => {
    expect(await concurrencyLimits.override('openai', { perKey: 1 })).toMatchObject({
      perKey: { current: 1, base: null, override: 1, overriddenAt: expect.any(Date) },
      total: { current: 4, base: 4, override: null, overriddenAt: null },
    })
    await trigger('embedding', 2, { concurrencyKey: 'a' })
    expect(await startAll()).toHaveLength(1)
    expect(await concurrencyLimits.reset('openai')).toMatchObject({ perKey: { current: null, override: null } })
    expect(await startAll()).toHaveLength(1)
  })

  it('gives one key a bound of its own until it expires', async () => {
    expect(
      await concurrencyLimits.override('per-session', { concurrencyKey: 'vip', perKey: 3, ttl: '1h' }),
    ).toMatchObject({ name: 'per-session', concurrencyKey: 'vip', perKey: { current: 3, base: 1, override: 3 } })
    await trigger('agent', 4, { concurrencyKey: 'vip' })
    await trigger('agent', 2, { concurrencyKey: 'other' })
    const started = await startAll()
    expect(started).toHaveLength(4)
    const vip = await concurrencyLimits.retrieve('per-session', { concurrencyKey: 'vip' })
    expect(vip).toMatchObject({ running: 3, perKey: { expiresAt: expect.any(Date) } })
    await test.query(`update concurrency_limit_keys set expires_at = now() - interval '1 second'`)
    await worker.succeed(started[0] as StartedRun)
    expect(await worker.dequeueNow()).toEqual([])
    expect((await concurrencyLimits.retrieve('per-session', { concurrencyKey: 'vip' })).perKey.override).toBeNull()
  })

  it('lets only the excepted key through a limit of zero, and resets that key alone', async () => {
    await concurrencyLimits.override('per-session', { perKey: 0 })
    await concurrencyLimits.override('per-session', { concurrencyKey: 'vip', perKey: 1 })
    await trigger('agent', 1, { concurrencyKey: 'blocked' })
    await trigger('agent', 1, { concurrencyKey: 'vip' })
    const [first] = await startAll()
    expect(await worker.dequeueNow()).toEqual([])
    expect(await concurrencyLimits.reset('per-session', { concurrencyKey: 'vip' })).toMatchObject({
      perKey: { current: 0, override: null, expiresAt: null },
    })
    expect((await concurrencyLimits.retrieve('per-session')).perKey).toMatchObject({ current: 0, base: 1, override: 0 })
    await worker.succeed(first as StartedRun)
  })

  it('keeps an override over a new registration', async () => {
    await concurrencyLimits.override('paid', { total: 2 })
    await TestWorker.register(() => test.origin, [], { concurrencyLimits: [{ name: 'paid', total: 20 }] })
    expect((await concurrencyLimits.retrieve('paid')).total).toMatchObject({ current: 2, base: 20 })
    await test.query(`update workers set registered_at = now() + interval '2 hours' where id = $1`, [
      worker.id.slice('worker_'.length),
    ])
  })
})

describe('what cannot be done', () => {
  it('is told for limits that do not exist', async () => {
    const gone = { status: 404, message: 'Concurrency limit not found' }
    await expect(concurrencyLimits.retrieve('nope')).rejects.toMatchObject(gone)
    await expect(concurrencyLimits.pause('nope')).rejects.toMatchObject(gone)
    await expect(concurrencyLimits.override('nope', { total: 1 })).rejects.toMatchObject(gone)
    await expect(concurrencyLimits.override('nope', { concurrencyKey: 'a', perKey: 1 })).rejects.toMatchObject(gone)
  })

  it.each([
    [{}],
    [{ total: -1 }],
    [{ concurrencyKey: 'a' }],
    [{ concurrencyKey: 'a', perKey: 1, total: 2 }],
    [{ total: 1, ttl: '1h' }],
    [{ concurrencyKey: 'a', perKey: 1, ttl: '31d' }],
    [{ concurrencyKey: 'a', perKey: 1, ttl: 'soon' }],
  ])('refuses the override %j', async (body) => {
    expect((await test.call('POST', '/api/v1/concurrency-limits/openai/override', body)).status).toBe(400)
  })

  it('sends to the limit whoever overrides the queue of a task that declares limits', async () => {
    const queue = { type: 'task', name: 'summary' } as const
    expect(await queues.retrieve(queue)).toMatchObject({ version: 'V2', concurrencyLimit: null })
    await expect(queues.overrideConcurrencyLimit(queue, 1)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('task/summary'),
    })
  })
})

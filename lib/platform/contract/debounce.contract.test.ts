import { idempotencyKeys, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'sync' }, { id: 'other' }, { id: 'parent' }])
})
afterAll(() => test.end())

const delayOf = async (id: string) => (await runs.retrieve(id)).delayedUntil?.getTime() ?? 0
const raw = (options: Record<string, unknown>) => test.call('POST', '/api/v1/tasks/sync/trigger', { options })

describe('calls with the same debounce key', () => {
  it('become one run, pushed back by each of them, with the data of the first', async () => {
    const debounce = { key: 'leading', delay: '10m' }
    const first = await tasks.trigger('sync', { v: 1 }, { debounce, tags: ['one'] })
    const before = await delayOf(first.id)
    const second = await tasks.trigger('sync', { v: 2 }, { debounce, tags: ['two'] })
    expect(second).toMatchObject({ id: first.id, isCached: false })
    expect(await runs.retrieve(first.id)).toMatchObject({ status: 'DELAYED', payload: { v: 1 }, tags: ['one'] })
    expect(await delayOf(first.id)).toBeGreaterThan(before)
  })

  it('give it the data of the last when they ask for it, as far as the last has any', async () => {
    const debounce = { key: 'trailing', delay: '10m', mode: 'trailing' } as const
    const first = await tasks.trigger('sync', { v: 1 }, { debounce, tags: ['a'], metadata: { m: 1 }, machine: 'micro' })
    await tasks.trigger('sync', { v: 2 }, { debounce, metadata: { m: 2 }, maxAttempts: 7 })
    expect(await runs.retrieve(first.id)).toMatchObject({ payload: { v: 2 }, metadata: { m: 2 }, tags: ['a'] })
    const { rows } = await test.query('select machine, max_attempts, seed_metadata from runs where id = $1', [
      first.id.slice('run_'.length),
    ])
    expect(rows).toEqual([{ machine: 'micro', max_attempts: 7, seed_metadata: '{"m":2}' }])
  })

  it('never hurry it', async () => {
    const first = await tasks.trigger('sync', {}, { debounce: { key: 'slow', delay: '1h' } })
    const before = await delayOf(first.id)
    expect((await tasks.trigger('sync', {}, { debounce: { key: 'slow', delay: '1s' } })).id).toBe(first.id)
    expect(await delayOf(first.id)).toBe(before)
  })

  it('make a new one when it would be pushed back too far', async () => {
    const debounce = { key: 'bounded', delay: '10m', maxDelay: '11m' }
    const first = await tasks.trigger('sync', {}, { debounce })
    await test.query(`update runs set created_at = created_at - interval '2 minutes' where id = $1`, [
      first.id.slice(4),
    ])
    const second = await tasks.trigger('sync', {}, { debounce })
    expect(second.id).not.toBe(first.id)
    expect((await tasks.trigger('sync', {}, { debounce })).id).toBe(second.id)
  })

  it('make a new one when it is canceled, or on its way', async () => {
    const debounce = { key: 'gone', delay: '1h' }
    const first = await tasks.trigger('sync', {}, { debounce })
    await runs.cancel(first.id)
    const second = await tasks.trigger('sync', {}, { debounce })
    expect(second.id).not.toBe(first.id)
    await runs.reschedule(second.id, { delay: new Date(Date.now() + 20) })
    const started = await worker.startNext()
    expect(started.id).toBe(second.id)
    expect((await tasks.trigger('sync', {}, { debounce })).id).not.toBe(second.id)
    await worker.succeed(started)
  })

  it('of two tasks are nothing to each other', async () => {
    const debounce = { key: 'shared', delay: '1h' }
    const [one, other] = [await tasks.trigger('sync', {}, { debounce }), await tasks.trigger('other', {}, { debounce })]
    expect(other.id).not.toBe(one.id)
  })

  it('become one run when they come at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => raw({ debounce: { key: 'crowd', delay: '1h' } })),
    )
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    const { rows } = await test.query(`select count(*) from debounces where key = 'crowd'`)
    expect(rows).toEqual([{ count: 1 }])
  })

  it('keep their idempotency keys: the same call again changes nothing', async () => {
    const idempotencyKey = await idempotencyKeys.create('debounced', { scope: 'global' })
    const options = { idempotencyKey, debounce: { key: 'keyed', delay: '1h', mode: 'trailing' } } as const
    const first = await tasks.trigger('sync', { v: 1 }, options)
    const again = await tasks.trigger('sync', { v: 2 }, options)
    expect(again).toMatchObject({ id: first.id, isCached: true })
    expect((await runs.retrieve(first.id)).payload).toEqual({ v: 1 })
  })

  it('hold every parent that waits for the one run', async () => {
    const [one, two] = [await tasks.trigger('parent', {}), await tasks.trigger('parent', {})]
    const [first, second] = [await worker.startNext(), await worker.startNext()]
    const wait = (parentRunId: string) =>
      raw({ parentRunId, resumeParentOnCompletion: true, debounce: { key: 'family', delay: '1h' } })
    const child = (await wait(one.id)).body.id
    expect((await wait(two.id)).body.id).toBe(child)
    await runs.reschedule(child, { delay: new Date(Date.now() + 20) })
    await worker.succeed(await worker.startNext(), 'together')
    for (const parent of [first, second]) {
      const { snapshot, completedWaitpoints } = await worker.latest(parent.id)
      expect(snapshot.executionStatus).toBe('EXECUTING')
      expect(completedWaitpoints).toMatchObject([{ output: '"together"' }])
    }
  })
})

describe('a debounce that cannot be', () => {
  it.each([
    [{ key: 'k', delay: 'soon' }, 422, /Invalid debounce delay: soon/],
    [{ key: 'k', delay: '2026-12-01' }, 422, /Invalid debounce delay/],
    [{ key: 'k', delay: '5s', maxDelay: 'ever' }, 422, /Invalid debounce maxDelay: ever/],
    [{ key: 'k', delay: '5m', maxDelay: '5m' }, 422, /must be longer than/],
    [{ key: 'k', delay: '5s', mode: 'both' }, 400, /mode/],
    [{ key: 'k'.repeat(513), delay: '5s' }, 400, /key/],
  ])('is refused: %j', async (debounce, status, problem) => {
    const answer = await raw({ debounce })
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatch(problem)
  })
})

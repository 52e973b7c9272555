import { runs, schedules, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let older: TestWorker
let newer: TestWorker

const origin = () => test.origin
const RETRIED = { maxAttempts: 3 }

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
})
afterAll(() => test.end())
beforeEach(async () => {
  older = await TestWorker.register(origin, [{ id: 'both', retry: RETRIED }, { id: 'gone' }], { contentHash: 'older' })
  newer = await TestWorker.register(origin, [{ id: 'both', retry: RETRIED }], { contentHash: 'newer' })
  for (const worker of [older, newer]) await worker.dequeueNow(50)
})

it('a run that is bound to a version waits for the worker that has it, while another one is idle', async () => {
  const bound = await tasks.trigger('both', {}, { version: older.version })
  const free = await tasks.trigger('both', {})
  expect((await newer.dequeueNow()).map(({ run }) => run.friendlyId)).toEqual([free.id])
  const [message] = await older.dequeueNow()
  expect(message).toMatchObject({ run: { friendlyId: bound.id }, backgroundWorker: { version: older.version } })
})

it('a retry stays with the version of its first attempt', async () => {
  const { id } = await tasks.trigger('both', {})
  const run = await older.startNext()
  const error = { type: 'STRING_ERROR', raw: 'no' } as const
  await older.fail(run, error, { timestamp: Date.now() + 31_000, delay: 31_000 })
  await test.query(`update executions set available_at = now() - interval '1 second' where run_id = $1`, [id.slice(4)])
  expect(await newer.dequeueNow()).toEqual([])
  const again = await older.startNext()
  expect(again.execution).toMatchObject({ run: { id, version: older.version }, attempt: { number: 2 } })
  await older.succeed(again)
  expect((await runs.retrieve(id)).version).toBe(older.version)
})

it('a worker with many versions serves them all, each with its own code', async () => {
  await tasks.trigger('both', {}, { version: older.version })
  await tasks.trigger('both', {})
  const taken = await newer.dequeue({ oldWorkers: [older.id], maxRunCount: 10 })
  expect(taken.map(({ backgroundWorker }) => backgroundWorker.version).sort()).toEqual(
    [older.version, newer.version].sort(),
  )
})

it('a run whose worker gave it back goes on at once with whoever is there', async () => {
  const { id } = await tasks.trigger('both', {})
  await older.startNext()
  await test.call('POST', '/engine/v1/dev/disconnect', { runFriendlyIds: [id] })
  const [message] = await newer.dequeueNow()
  expect(message).toMatchObject({ run: { friendlyId: id }, backgroundWorker: { version: newer.version } })
})

it('no run is handed to two workers that ask at the same moment', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => tasks.trigger('both', {})))
  const taken = (await Promise.all([0, 1, 2, 3].flatMap(() => [older.dequeueNow(10), newer.dequeueNow(10)]))).flat()
  expect(taken.map(({ run }) => run.friendlyId).sort()).toEqual(made.map(({ id }) => id).sort())
})

it('a task that only the older code has waits for nobody when a worker has that code', async () => {
  const { id } = await tasks.trigger('gone', {}, { version: older.version })
  expect(await newer.dequeueNow()).toEqual([])
  expect((await older.next()).run.friendlyId).toBe(id)
})

it('declared schedules are those of the code that was registered last', async () => {
  const schedule = { cron: '0 0 1 1 *', timezone: 'UTC' }
  await TestWorker.register(origin, [{ id: 'first', triggerSource: 'schedule', schedule }], { contentHash: 'first' })
  await TestWorker.register(origin, [{ id: 'second', triggerSource: 'schedule', schedule }], { contentHash: 'second' })
  expect((await schedules.list()).data.map(({ task }) => task)).toEqual(['second'])
})

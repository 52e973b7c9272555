import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'
import { eventually } from '../worker/testing/eventually'
import { FeedReader } from './test-feed-reader'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'send-invoice' }])
})

afterAll(() => platform.end())

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

test('after five hundred subscribers of runs, tags and everything have come and gone, nothing of them is left', async () => {
  const { id } = await tasks.trigger('send-invoice', {}, { tags: ['watched'] })
  const { changeLog, pool } = platform.platform.deps
  const paths = [`runs/${id}`, 'runs?tags=watched', 'runs']
  const idle = timers()
  for (let round = 0; round < 5; round++) {
    const leave = new AbortController()
    const readers = Array.from({ length: 100 }, (_, index) => {
      const path = paths[index % paths.length] ?? ''
      return new FeedReader(() => `${platform.origin}/realtime/v1/${path}`, SECRET_KEY)
    })
    await Promise.all(readers.map((reader) => reader.next()))
    const held = readers.map((reader) => reader.next(leave.signal).catch(() => 'left'))
    await eventually('all are held', async () => changeLog.waiting === 100)
    leave.abort()
    expect(new Set(await Promise.all(held))).toEqual(new Set(['left']))
    await eventually('nobody is held', async () => changeLog.waiting === 0)
  }
  // Connections of the database pool keep one each for a while.
  await eventually('their timers are gone', async () => timers() <= idle + pool.totalCount)
  await worker.succeed(await worker.startNext())
})

test('a subscriber that takes its time gets the newest state of every run, not every state', async () => {
  const triggered = await Promise.all(
    Array.from({ length: 5 }, () => tasks.trigger('send-invoice', {}, { tags: ['slow'] })),
  )
  const reader = new FeedReader(() => `${platform.origin}/realtime/v1/runs?tags=slow`)
  await reader.next()
  for (let step = 0; step < 20; step++) {
    await Promise.all(
      triggered.map(({ id }) => platform.call('PUT', `/api/v1/runs/${id}/metadata`, { metadata: { step } })),
    )
  }
  const rows = (await reader.next()).filter(({ value }) => value)
  expect(rows).toHaveLength(5)
  for (const { value } of rows) expect(JSON.parse(value?.metadata ?? '')).toEqual({ step: 19 })
  expect((await Promise.all(triggered.map(({ id }) => runs.cancel(id)))).length).toBe(5)
})

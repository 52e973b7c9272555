import { batch, runs } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'one' }, { id: 'two' }])
})
afterAll(() => test.end())

it('a batch of an older SDK comes with its items, and only once', async () => {
  const body = {
    items: [
      { task: 'one', payload: '{"a":1}', options: {} },
      { task: 'two', payload: '"b"' },
    ],
  }
  const headers = { 'x-trigger-request-idempotency-key': 'the same request' }
  const first = await test.call('POST', '/api/v2/tasks/batch', body, headers)
  expect(first).toMatchObject({ status: 202, body: { isCached: false, runCount: 2 } })
  const again = await test.call('POST', '/api/v2/tasks/batch', body, headers)
  expect(again.body).toMatchObject({ id: first.body.id, isCached: true })
  const [one, two] = (await batch.retrieve(first.body.id)).runs
  expect(await runs.retrieve(one as string)).toMatchObject({ payload: { a: 1 }, taskIdentifier: 'one' })
  expect(await runs.retrieve(two as string)).toMatchObject({ payload: 'b', taskIdentifier: 'two' })
  await worker.drain()
})

it('a batch of an older SDK may be of one task, and answers its runs', async () => {
  const answer = await test.call('POST', '/api/v1/tasks/one/batch', { items: [{ payload: '{}', options: {} }] })
  expect(answer).toMatchObject({ status: 200, body: { runs: [expect.stringMatching(/^run_/)] } })
  expect((await batch.retrieve(answer.body.batchId)).runs).toEqual(answer.body.runs)
  await worker.drain()
})

it('a batch of an older SDK is refused empty or too large', async () => {
  const items = Array(501).fill({ task: 'one' })
  expect(await test.call('POST', '/api/v2/tasks/batch', { items: [] })).toMatchObject({ status: 400 })
  expect(await test.call('POST', '/api/v2/tasks/batch', { items })).toMatchObject({ status: 400 })
  expect(await test.call('POST', '/api/v1/tasks/one/batch', { items: [] })).toMatchObject({ status: 400 })
})

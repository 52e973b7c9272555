import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { batch, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'
import { FeedReader } from './test-feed-reader'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'send-invoice' }])
})

afterAll(() => platform.end())

const items = (count: number) => Array.from({ length: count }, (_, number) => ({ payload: { number } }))

async function publicToken(...scopes: string[]): Promise<string> {
  const payload = { sub: platform.platform.deps.environment.id, pub: true, scopes }
  return generateJWT({ secretKey: SECRET_KEY, payload, expirationTime: '1h' })
}

async function workOff(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await worker.succeed(await worker.startNext(), { done })
}

test('a subscriber of a batch sees its runs, and no others, to their end', async () => {
  await tasks.trigger('send-invoice', { number: -1 })
  const { batchId } = await tasks.batchTrigger('send-invoice', items(3))
  const working = workOff(4)
  const statuses = new Map<string, string>()
  const payloads = new Set<unknown>()
  for await (const run of runs.subscribeToBatch(batchId)) {
    statuses.set(run.id, run.status)
    payloads.add(run.payload?.number)
    if (statuses.size === 3 && [...statuses.values()].every((status) => status === 'COMPLETED')) break
  }
  await working
  expect([...payloads].sort()).toEqual([0, 1, 2])
  const { runs: runIds } = await batch.retrieve(batchId)
  expect([...statuses.keys()].sort()).toEqual([...runIds].sort())
})

test('runs that join later are told as new, also without the columns nobody wants', async () => {
  const { body } = await platform.call('POST', '/api/v3/batches', { runCount: 2 })
  const reader = new FeedReader(() => `${platform.origin}/realtime/v1/batches/${body.id}?skipColumns=payload,output`)
  await reader.next()
  expect(reader.rows.size).toBe(0)
  const lines = items(2).map(({ payload }, index) =>
    JSON.stringify({ index, task: 'send-invoice', payload: JSON.stringify(payload), options: {} }),
  )
  const path = `/api/v3/batches/${body.id}/items`
  const headers = { 'content-type': 'application/x-ndjson' }
  expect((await platform.call('POST', path, `${lines.join('\n')}\n`, headers)).status).toBe(200)
  await reader.until(() => reader.rows.size === 2)
  for (const row of reader.rows.values()) expect(row).not.toHaveProperty('payload')
  await workOff(2)
  await reader.until(() => [...reader.rows.values()].every((row) => row.status === 'COMPLETED_SUCCESSFULLY'))
  expect(reader.regressions).toEqual([])
})

test('a handle of one batch opens no other, and one from before a restart starts over', async () => {
  const first = await tasks.batchTrigger('send-invoice', items(1))
  const second = await tasks.batchTrigger('send-invoice', items(1))
  let batchId = first.batchId
  const reader = new FeedReader(() => `${platform.origin}/realtime/v1/batches/${batchId}`)
  await reader.next()
  batchId = second.batchId
  await reader.next()
  expect(reader.refetches).toBe(1)
  await reader.next()
  expect([...reader.rows.values()].map(({ friendlyId }) => friendlyId)).toHaveLength(2)
  await platform.restart()
  await reader.next()
  expect(reader.refetches).toBe(2)
  await workOff(2)
})

test('the token of the batch opens it, one for another batch does not, and what does not exist is no batch', async () => {
  const created = await tasks.batchTrigger('send-invoice', items(1))
  const status = async (id: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${platform.origin}/realtime/v1/batches/${id}?offset=-1`, { headers })).status
  }
  expect(await status(created.batchId, created.publicAccessToken)).toBe(200)
  expect(await status(created.batchId, await publicToken('read:runs'))).toBe(200)
  expect(await status(created.batchId, await publicToken('read:batch:batch_other'))).toBe(403)
  expect(await status('batch_nope', SECRET_KEY)).toBe(404)
  await workOff(1)
})

test('over its limit of connections the platform refuses the next, and the SDK gets through later', async () => {
  const { id } = await tasks.trigger('send-invoice', {})
  await platform.shutDown()
  await platform.boot({ realtimeConnections: 1 })
  const reader = new FeedReader(() => `${platform.origin}/realtime/v1/runs/${id}`)
  await reader.next()
  const leave = new AbortController()
  const holding = reader.next(leave.signal).catch(() => 'left')
  await vi.waitFor(() => expect(platform.platform.deps.changeLog.waiting).toBeGreaterThan(0))
  const headers = { authorization: `Bearer ${SECRET_KEY}` }
  const live = `${platform.origin}/realtime/v1/runs/${id}?offset=9999999999999_0&live=true&handle=x`
  const refused = await fetch(live, { headers })
  expect([refused.status, await refused.json()]).toEqual([429, { error: 'Too many concurrent requests' }])
  const subscribing = (async () => {
    for await (const run of runs.subscribeToRun(id)) if (run.isCompleted) return run.status
    return 'ended early'
  })()
  leave.abort()
  expect(await holding).toBe('left')
  await workOff(1)
  expect(await subscribing).toBe('COMPLETED')
})

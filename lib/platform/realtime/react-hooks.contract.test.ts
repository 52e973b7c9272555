import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { tasks } from '@trigger.dev/sdk'
import { Window } from 'happy-dom'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'

// Not as the test environment: its Request and Response would replace those the platform in this process works with.
const window = new Window()
const { document, navigator } = window
Object.assign(globalThis, { window, document, navigator })
const { cleanup, renderHook, waitFor } = await import('@testing-library/react')
const { useRealtimeRun, useRealtimeRunsWithTag } = await import('@trigger.dev/react-hooks')

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'send-invoice' }])
})

afterEach(cleanup)
afterAll(() => platform.end())

async function reading(scope: string) {
  const payload = { sub: platform.platform.deps.environment.id, pub: true, scopes: [scope] }
  const accessToken = await generateJWT({ secretKey: SECRET_KEY, payload, expirationTime: '1h' })
  return { accessToken, baseURL: platform.origin }
}

test('useRealtimeRun follows a run to its end', async () => {
  const { id } = await tasks.trigger('send-invoice', { amount: 7 })
  const options = await reading(`read:runs:${id}`)
  const { result } = renderHook(() => useRealtimeRun(id, options))
  await waitFor(() => expect(result.current.run?.status).toBe('QUEUED'), { timeout: 5_000 })
  const run = await worker.startNext()
  await waitFor(() => expect(result.current.run?.status).toBe('EXECUTING'), { timeout: 5_000 })
  await worker.succeed(run, { paid: true })
  await waitFor(() => expect(result.current.run).toMatchObject({ status: 'COMPLETED', output: { paid: true } }), {
    timeout: 5_000,
  })
  expect(result.current.error).toBeUndefined()
})

test('useRealtimeRunsWithTag shows runs as they come, and all of them without a tag', async () => {
  const options = await reading('read:runs')
  const tagged = renderHook(() => useRealtimeRunsWithTag('hooked', options))
  const all = renderHook(() => useRealtimeRunsWithTag([], options))
  const { id } = await tasks.trigger('send-invoice', {}, { tags: ['hooked'] })
  await waitFor(() => expect(tagged.result.current.runs.map((run) => run.id)).toEqual([id]), { timeout: 5_000 })
  await waitFor(() => expect(all.result.current.runs.map((run) => run.id)).toContain(id), { timeout: 5_000 })
  expect(all.result.current.runs.length).toBeGreaterThan(1)
})

test('a token for another run is an error that the hook shows', async () => {
  const { id } = await tasks.trigger('send-invoice', {})
  const options = await reading('read:runs:run_another')
  const { result } = renderHook(() => useRealtimeRun(id, options))
  await waitFor(() => expect(result.current.error).toBeDefined(), { timeout: 5_000 })
  expect(result.current.run).toBeUndefined()
})

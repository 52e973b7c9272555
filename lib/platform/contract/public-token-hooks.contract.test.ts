import { auth, runs, wait } from '@trigger.dev/sdk'
import { Window } from 'happy-dom'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

// Not as the test environment: its Request and Response would replace those the platform in this process works with.
const window = new Window()
const { document, navigator } = window
Object.assign(globalThis, { window, document, navigator })
const { act, cleanup, renderHook, waitFor } = await import('@testing-library/react')
const { useRealtimeTaskTrigger, useTaskTrigger, useWaitToken } = await import('@trigger.dev/react-hooks')

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'hello' }])
})

afterEach(cleanup)
afterAll(() => platform.end())

const withToken = (accessToken: string) => ({ accessToken, baseURL: platform.origin })
const soon = { timeout: 8_000 }

test('useWaitToken completes a token with the public token that came with it', async () => {
  const token = await wait.createToken({})
  const { result } = renderHook(() => useWaitToken(token.id, withToken(token.publicAccessToken)))
  act(() => result.current.complete({ approved: true }))
  await waitFor(() => expect(result.current.isCompleted).toBe(true), soon)
  expect((await wait.retrieveToken(token.id)).output).toEqual({ approved: true })
})

test('useTaskTrigger triggers with a one-time token', async () => {
  const token = await auth.createTriggerPublicToken('hello')
  const { result } = renderHook(() => useTaskTrigger('hello', withToken(token)))
  act(() => void result.current.submit({ name: 'Ada' }))
  await waitFor(() => expect(result.current.handle?.id).toMatch(/^run_/), soon)
  expect((await runs.retrieve(result.current.handle?.id ?? '')).payload).toEqual({ name: 'Ada' })
  await worker.succeed(await worker.startNext())
})

test('useRealtimeTaskTrigger watches the run with the token that came with it', async () => {
  const token = await auth.createTriggerPublicToken('hello', { multipleUse: true })
  const { result } = renderHook(() => useRealtimeTaskTrigger('hello', withToken(token)))
  act(() => void result.current.submit({}))
  await waitFor(() => expect(result.current.run?.status).toBe('QUEUED'), soon)
  await worker.succeed(await worker.startNext(), 'done')
  await waitFor(() => expect(result.current.run).toMatchObject({ status: 'COMPLETED', output: 'done' }), soon)
})

import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { streams, tasks } from '@trigger.dev/sdk'
import { Window } from 'happy-dom'
import { afterEach, expect, test } from 'vitest'
import { SECRET_KEY } from '../contract/test-platform'
import { useStreamPlatform } from './test-stream-platform'

// Not as the test environment: its Request and Response would replace those the platform in this process works with.
const window = new Window()
const { document, navigator } = window
Object.assign(globalThis, { window, document, navigator })
const { cleanup, renderHook, waitFor } = await import('@testing-library/react')
const { useInputStreamSend, useRealtimeRunWithStreams, useRealtimeStream } = await import('@trigger.dev/react-hooks')

const local = useStreamPlatform()
const { startRun, write } = local

afterEach(cleanup)
const PATIENTLY = { timeout: 15_000 }

async function allowed(...scopes: string[]) {
  const payload = { sub: local.platform.platform.deps.environment.id, pub: true, scopes }
  const accessToken = await generateJWT({ secretKey: SECRET_KEY, payload, expirationTime: '1h' })
  return { accessToken, baseURL: local.platform.origin }
}

test('useRealtimeStream shows the parts as they come', async () => {
  const run = await startRun()
  await write(run.id, 'answer', 'Hello')
  const options = { ...(await allowed(`read:runs:${run.id}`)), throttleInMs: 0 }
  const { result } = renderHook(() => useRealtimeStream<string>(run.id, 'answer', options))
  await waitFor(() => expect(result.current.parts).toEqual(['Hello']), PATIENTLY)
  await write(run.id, 'answer', ' world')
  await waitFor(() => expect(result.current.parts).toEqual(['Hello', ' world']), PATIENTLY)
  expect(result.current.error).toBeUndefined()
  await local.worker.succeed(run)
})

test('useRealtimeStream begins at an index, and a tag of the run opens it', async () => {
  const run = await startRun({ tags: ['user-1'] })
  await write(run.id, 'answer', 'a', 'b', 'c')
  const options = { ...(await allowed('read:tags:user-1')), startIndex: 2, throttleInMs: 0 }
  const { result } = renderHook(() => useRealtimeStream<string>(run.id, 'answer', options))
  await waitFor(() => expect(result.current.parts).toEqual(['c']), PATIENTLY)
  await local.worker.succeed(run)
})

test('a token for another run is an error that the hook shows', async () => {
  const run = await startRun()
  const options = await allowed('read:runs:run_another')
  const { result } = renderHook(() => useRealtimeStream<string>(run.id, 'answer', options))
  await waitFor(() => expect(result.current.error).toMatchObject({ status: 403 }), PATIENTLY)
  await local.worker.succeed(run)
})

test('useRealtimeRunWithStreams follows the run, and finds its streams as they begin', async () => {
  const run = await startRun()
  const options = { ...(await allowed(`read:runs:${run.id}`)), throttleInMs: 0 }
  const { result } = renderHook(() => useRealtimeRunWithStreams(run.id, options))
  await waitFor(() => expect(result.current.run?.status).toBe('EXECUTING'), PATIENTLY)
  await write(run.id, 'words', 'one')
  await write(run.id, 'numbers', 1, 2)
  await waitFor(() => expect(result.current.streams).toEqual({ words: ['one'], numbers: [1, 2] }), PATIENTLY)
  await local.worker.succeed(run)
  await waitFor(() => expect(result.current.run?.status).toBe('COMPLETED'), PATIENTLY)
})

test('useInputStreamSend sends with the token that came with the trigger, which opens no other run', async () => {
  const { id, publicAccessToken } = await tasks.trigger('chat', {})
  const run = await local.worker.startNext()
  const other = await startRun()
  const options = { accessToken: publicAccessToken, baseURL: local.platform.origin }
  const { result } = renderHook(() => useInputStreamSend<{ text: string }>('commands', id, options))
  result.current.send({ text: 'go' })
  const read = (await streams.read<string>(id, 'input/commands')).getReader()
  expect(await read.read()).toEqual({ done: false, value: '{"text":"go"}' })
  await read.cancel()
  const refused = await fetch(`${local.platform.origin}/realtime/v1/streams/${other.id}/input/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publicAccessToken}` },
    body: '{"data":1}',
  })
  expect(refused.status).toBe(403)
  await local.worker.succeed(run)
  await local.worker.succeed(other)
})

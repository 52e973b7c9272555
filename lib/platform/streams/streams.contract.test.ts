import { streams } from '@trigger.dev/sdk'
import { describe, expect, test, vi } from 'vitest'
import { SECRET_KEY } from '../contract/test-platform'
import { useStreamPlatform } from './test-stream-platform'

const local = useStreamPlatform()
const { startRun, write } = local

async function readAll(runId: string, name: string, options: { startIndex?: number } = {}): Promise<unknown[]> {
  const read: unknown[] = []
  for await (const chunk of await streams.read(runId, name, { timeoutInSeconds: 20, ...options })) read.push(chunk)
  return read
}

describe('a stream of a run', () => {
  test('is read while it is written, and ends when the run does', async () => {
    const run = await startRun()
    const reading = (await streams.read<{ part: number }>(run.id, 'answer')).getReader()
    let goOn = (_value: { part: number }) => {}
    const second = new Promise<{ part: number }>((resolve) => {
      goOn = resolve
    })
    const writing = write(run.id, 'answer', { part: 1 }, second)
    expect((await reading.read()).value).toEqual({ part: 1 })
    goOn({ part: 2 })
    expect((await reading.read()).value).toEqual({ part: 2 })
    await writing
    await local.worker.succeed(run)
    expect((await reading.read()).done).toBe(true)
  })

  test('keeps values as they were: text, unicode, numbers, null, binary as the SDK sends it', async () => {
    const run = await startRun()
    const given = [
      'plain',
      'lines\r\nand\n"quotes"',
      '🙂 é \u2028 \u0000 \ud800',
      1.5e300,
      null,
      [],
      { ü: { deep: [true] } },
      '',
    ]
    await write(run.id, 'kinds', ...given, new Uint8Array([0, 255]))
    await local.worker.succeed(run)
    expect(await readAll(run.id, 'kinds')).toEqual([...given, { 0: 0, 1: 255 }])
  })

  test('goes on at an index', async () => {
    const run = await startRun()
    await write(run.id, 'numbers', ...Array.from({ length: 1_200 }, (_, index) => index))
    await local.worker.succeed(run)
    expect(await readAll(run.id, 'numbers', { startIndex: 1_198 })).toEqual([1_198, 1_199])
    expect(await readAll(run.id, 'numbers')).toEqual(Array.from({ length: 1_200 }, (_, index) => index))
  })

  test('from "latest" has only what comes now', async () => {
    const run = await startRun()
    await write(run.id, 'news', 'old')
    const reading = (await streams.read(run.id, 'news', { from: 'latest' })).getReader()
    const first = reading.read()
    // Its place is taken when it is known to be there.
    await vi.waitFor(() => expect(local.platform.platform.deps.streams.size).toBeGreaterThan(0))
    await write(run.id, 'news', 'new')
    expect((await first).value).toBe('new')
    await reading.cancel()
    await local.worker.succeed(run)
  })

  test('has its place among the streams of the run, for subscribers to see', async () => {
    const run = await startRun()
    await write(run.id, 'first', 1)
    await write(run.id, 'second', 1)
    await write(run.id, 'first', 2)
    const { rows } = await local.platform.query<{ realtime_streams: string[] }>(
      'select realtime_streams from runs where id = $1',
      [run.id.slice(4)],
    )
    expect(rows[0]?.realtime_streams).toEqual(['first', 'second'])
    await local.worker.succeed(run)
    expect(await readAll(run.id, 'first')).toEqual([1, 2])
  })
})

test('the secret key is what writes', async () => {
  const run = await startRun()
  const response = await fetch(`${local.platform.origin}/realtime/v1/streams/${run.id}/self/x/append`, {
    method: 'POST',
    body: 'x',
  })
  expect([response.status, await response.json()]).toEqual([401, { error: 'Invalid or Missing API key' }])
  expect(SECRET_KEY).toBeTruthy()
  await local.worker.succeed(run)
})

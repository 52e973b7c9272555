import { streams, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { type StartedRun, TestWorker } from '../contract/test-worker'
import { taskWriter, values } from './test-writer'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'chat' }])
})

afterAll(() => platform.end())

async function startRun(): Promise<StartedRun> {
  await tasks.trigger('chat', {})
  return worker.startNext()
}

async function write(runId: string, name: string, source: AsyncIterable<unknown>): Promise<void> {
  await taskWriter(platform.origin)
    .pipe(name, source as never, { target: runId })
    .wait()
}

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
    const writing = write(run.id, 'answer', values({ part: 1 }, second))
    expect((await reading.read()).value).toEqual({ part: 1 })
    goOn({ part: 2 })
    expect((await reading.read()).value).toEqual({ part: 2 })
    await writing
    await worker.succeed(run)
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
    await write(run.id, 'kinds', values<unknown>(...given, new Uint8Array([0, 255])))
    await worker.succeed(run)
    expect(await readAll(run.id, 'kinds')).toEqual([...given, { 0: 0, 1: 255 }])
  })

  test('goes on at an index', async () => {
    const run = await startRun()
    await write(run.id, 'numbers', values(...Array.from({ length: 1_200 }, (_, index) => index)))
    await worker.succeed(run)
    expect(await readAll(run.id, 'numbers', { startIndex: 1_198 })).toEqual([1_198, 1_199])
    expect(await readAll(run.id, 'numbers')).toEqual(Array.from({ length: 1_200 }, (_, index) => index))
  })

  test('from "latest" has only what comes now', async () => {
    const run = await startRun()
    await write(run.id, 'news', values('old'))
    const reading = (await streams.read(run.id, 'news', { from: 'latest' })).getReader()
    const first = reading.read()
    // Its place is taken when it is known to be there.
    while (platform.platform.deps.streams.size === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await write(run.id, 'news', values('new'))
    expect((await first).value).toBe('new')
    await reading.cancel()
    await worker.succeed(run)
  })

  test('has its place among the streams of the run, for subscribers to see', async () => {
    const run = await startRun()
    await write(run.id, 'first', values(1))
    await write(run.id, 'second', values(1))
    await write(run.id, 'first', values(2))
    const { rows } = await platform.query<{ realtime_streams: string[] }>(
      'select realtime_streams from runs where id = $1',
      [run.id.slice(4)],
    )
    expect(rows[0]?.realtime_streams).toEqual(['first', 'second'])
    await worker.succeed(run)
    expect(await readAll(run.id, 'first')).toEqual([1, 2])
  })
})

test('the secret key is what writes', async () => {
  const run = await startRun()
  const response = await fetch(`${platform.origin}/realtime/v1/streams/${run.id}/self/x/append`, {
    method: 'POST',
    body: 'x',
  })
  expect([response.status, await response.json()]).toEqual([401, { error: 'Invalid or Missing API key' }])
  expect(SECRET_KEY).toBeTruthy()
  await worker.succeed(run)
})

import { streams } from '@trigger.dev/sdk'
import { expect, test } from 'vitest'
import { SECRET_KEY } from '../contract/test-platform'
import { eventually } from '../worker/testing/eventually'
import { useStreamPlatform } from './test-stream-platform'
import { taskWriter } from './test-writer'

const local = useStreamPlatform()
const { startRun } = local

/** Numbers, one every few milliseconds, until it is told to stop. */
function counter() {
  let isStopped = false
  async function* count() {
    for (let n = 0; !isStopped; n++) {
      yield n
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return {
    source: count(),
    stop: () => {
      isStopped = true
    },
  }
}

async function storedCount(): Promise<number> {
  const { rows } = await local.platform.query<{ count: number }>('select count(*) from stream_chunks')
  return rows[0]?.count ?? 0
}

test('over restarts of the platform, readers and writers go on without losing or repeating a value', async () => {
  const run = await startRun()
  const { source, stop } = counter()
  const writing = taskWriter(local.platform.origin).pipe('numbers', source as never, { target: run.id })
  const read: number[] = []
  const reading = (async () => {
    for await (const n of await streams.read<number>(run.id, 'numbers')) read.push(n)
  })()
  await eventually('the reader has some', async () => read.length > 20)
  await local.platform.restart()
  const before = read.length
  await eventually('the reader has more', async () => read.length > before + 20)
  stop()
  await writing.wait()
  await local.worker.succeed(run)
  await reading
  expect(read.length).toBeGreaterThan(40)
  expect(read).toEqual(Array.from({ length: await storedCount() }, (_, index) => index))
})

test('a reader whose connections break all the time sees every value once', async () => {
  const run = await startRun()
  const name = 'torn'
  const path = `/realtime/v1/streams/${run.id}/self/${name}`
  const headers = { authorization: `Bearer ${SECRET_KEY}` }
  const read: number[] = []
  const reading = (async () => {
    for await (const n of await streams.read<number>(run.id, name)) read.push(n)
  })()
  for (let n = 0; n < 30; n++) {
    await fetch(`${local.platform.origin}${path}`, { method: 'POST', headers, body: `${n}\n` })
    if (n % 3 === 0) local.platform.platform.deps.streams.close()
  }
  await local.worker.succeed(run)
  await reading
  expect(read).toEqual(Array.from({ length: 30 }, (_, index) => index))
})

test('after five hundred readers have come and gone, nothing of them is left', async () => {
  const run = await startRun()
  const { deps } = local.platform.platform
  const headers = { authorization: `Bearer ${SECRET_KEY}` }
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const idle = timers()
  for (let round = 0; round < 5; round++) {
    const leave = new AbortController()
    const readers = Array.from({ length: 100 }, () =>
      fetch(`${local.platform.origin}/realtime/v1/streams/${run.id}/quiet`, { headers, signal: leave.signal }),
    )
    await Promise.all(readers)
    expect(deps.streams.size).toBe(1)
    leave.abort()
    await eventually('all readers are gone', async () => deps.streams.size === 0)
  }
  // Connections of the database pool keep one each for a while.
  await eventually('their timers are gone', async () => timers() <= idle + deps.pool.totalCount)
  await local.worker.succeed(run)
})

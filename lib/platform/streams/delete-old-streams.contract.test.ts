import { streams, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'
import { deleteOldStreams } from './delete-old-streams'
import { taskWriter, values } from './test-writer'

let platform: TestPlatform
let worker: TestWorker

const DAY_MS = 24 * 60 * 60 * 1000
const KEPT_MS = 28 * DAY_MS
const after = (ms: number) => new Date(Date.now() + ms)

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'chat' }])
})

afterAll(() => platform.end())

async function streamingRun(chunks: number) {
  await tasks.trigger('chat', {})
  const run = await worker.startNext()
  const source = values(...Array.from({ length: chunks }, (_, index) => index))
  await taskWriter(platform.origin)
    .pipe('numbers', source as never, { target: run.id })
    .wait()
  return run
}

async function rowsOf(table: string): Promise<number> {
  const { rows } = await platform.query<{ count: number }>(`select count(*) from ${table}`)
  return rows[0]?.count ?? 0
}

test('streams of runs that ended long ago are deleted, batch by batch; those of other runs stay', async () => {
  const { deps } = platform.platform
  const ended = await streamingRun(3)
  const executing = await streamingRun(2)
  await worker.succeed(ended)
  await platform.query(
    `insert into stream_chunks (stream_id, seq, data, written_at)
     select s.id, n, '0', now() from streams s join runs r on r.id = s.run_id, generate_series(100, 5000) n
     where r.completed_at is not null`,
  )
  expect(await deleteOldStreams(deps, after(KEPT_MS - DAY_MS))).toBe(0)
  expect(await deleteOldStreams(deps, after(KEPT_MS + DAY_MS))).toBe(1)
  expect(await rowsOf('stream_chunks')).toBe(2)
  expect([await rowsOf('streams'), await rowsOf('stream_writers')]).toEqual([1, 1])
  const read: unknown[] = []
  for await (const chunk of await streams.read(ended.id, 'numbers')) read.push(chunk)
  expect(read).toEqual([])
  await worker.succeed(executing)
})

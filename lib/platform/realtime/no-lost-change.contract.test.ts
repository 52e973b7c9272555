import { tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { changeRun } from './test-change-run'
import { FeedReader } from './test-feed-reader'

const RUNS = 12
const CHANGES_PER_RUN = 25
const READERS = 8

let platform: TestPlatform

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
})

afterAll(() => platform.end())

test('while many write and the platform restarts, no reader misses a change or sees one taken back', async () => {
  const ids = await Promise.all(
    Array.from(
      { length: RUNS },
      async (_, n) => (await tasks.trigger('counted', {}, { tags: ['counted', `n${n % 3}`] })).id,
    ),
  )
  const readers = Array.from({ length: READERS }, (_, n) => readerOf(n, ids))
  const isDone = (reader: FeedReader) =>
    [...reader.rows.values()].every((row) => countOf(row.metadata) === CHANGES_PER_RUN)
  const reading = readers.map(async ({ reader, expected }) => {
    while (reader.rows.size < expected || !isDone(reader)) {
      await randomPause()
      await readOrRetry(reader)
    }
  })
  const [firstHalf, secondHalf] = [CHANGES_PER_RUN >> 1, CHANGES_PER_RUN - (CHANGES_PER_RUN >> 1)]
  await Promise.all(ids.map((id) => increment(id, firstHalf)))
  await platform.restart()
  await Promise.all(ids.map((id) => increment(id, secondHalf)))
  await Promise.all(reading)

  for (const { reader } of readers) expect(reader.regressions).toEqual([])
  const refetches = readers.map(({ reader }) => reader.refetches)
  expect(Math.max(...refetches)).toBe(1)
  expect(platform.platform.deps.changeLog.waiting).toBe(0)
})

/** All runs, one tag, or one run; each told until it has seen every run of its feed at its last change. */
function readerOf(n: number, ids: string[]): { reader: FeedReader; expected: number } {
  const open = (path: string) => new FeedReader(() => `${platform.origin}/realtime/v1/runs${path}`)
  if (n % 3 === 0) return { reader: open(''), expected: RUNS }
  if (n % 3 === 1) return { reader: open(`?tags=counted,n${n % 2}&skipColumns=payload`), expected: RUNS / 3 }
  return { reader: open(`/${ids[n % RUNS]}`), expected: 1 }
}

/** Two writers a run: their changes are published in whatever order the pauses make. */
async function increment(id: string, times: number): Promise<void> {
  const set = `metadata = jsonb_build_object('count', coalesce((metadata::jsonb ->> 'count')::int, 0) + 1)::text`
  const write = async (share: number) => {
    for (let i = 0; i < share; i++) await changeRun(platform, id, set, randomPause)
  }
  await Promise.all([write(times >> 1), write(times - (times >> 1))])
}

/** The official client retries a refused connection too. */
async function readOrRetry(reader: FeedReader): Promise<void> {
  await reader.next().catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error
  })
}

function countOf(metadata: string | null | undefined): number {
  return metadata ? (JSON.parse(metadata).count ?? 0) : 0
}

/** Mostly none, so that calls meet changes at every possible moment. */
function randomPause(): Promise<void> {
  const ms = Math.random() < 0.5 ? 0 : Math.random() * 30
  return new Promise((resolve) => setTimeout(resolve, ms))
}

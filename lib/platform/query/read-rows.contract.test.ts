import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { QueryError } from './query-error'
import { readRows } from './read-rows'

let test: TestPlatform
const LIMITS = { timeoutMs: 30_000, resultBytes: 1024 * 1024 }
const TOO_LARGE = new QueryError('The result is larger than 1 MB. Ask for fewer rows or columns')

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
})
afterAll(() => test?.end())

const read = (text: string, limits = LIMITS) => readRows(test.platform.deps.pool, { text, values: [] }, limits)
const rowsOf = (count: number, bytes: number) => `select n, repeat('x', ${bytes}) from generate_series(1, ${count}) n`

it('refuses a result that is too large, though its rows are few', async () => {
  expect(await read(rowsOf(10, 100_000))).toHaveLength(10)
  await expect(read(rowsOf(11, 100_000))).rejects.toEqual(TOO_LARGE)
  await expect(read(rowsOf(2_000, 1_000))).rejects.toEqual(TOO_LARGE)
})

it('counts bytes, not characters', async () => {
  expect(await read(`select repeat('x', 600000)`)).toHaveLength(1)
  await expect(read(`select repeat('ü', 600000)`)).rejects.toEqual(TOO_LARGE)
})

it('does not take the rest of a result that is too large', async () => {
  const endless = `select repeat('x', 1100000) union all select pg_sleep(1000)::text`
  await expect(read(endless)).rejects.toEqual(TOO_LARGE)
  expect(await read('select 1')).toEqual([[1]])
})

it('loses no connection of the pool by that', async () => {
  const { pool } = test.platform.deps
  for (let round = 0; round < pool.options.max + 4; round++)
    await expect(read(rowsOf(11, 100_000))).rejects.toEqual(TOO_LARGE)
  // The platform's own rounds take one for a moment.
  await vi.waitFor(() => expect(pool.totalCount - pool.idleCount).toBe(0), { timeout: 10_000 })
})

it('has a limit of time', async () => {
  await expect(read('select pg_sleep(1000)', { ...LIMITS, timeoutMs: 100 })).rejects.toEqual(
    new QueryError('The query took more than 0.1 s'),
  )
})

it('changes nothing', async () => {
  await expect(read('select nextval(pg_get_serial_sequence($$streams$$, $$id$$))')).rejects.toMatchObject({
    code: '25006',
  })
})

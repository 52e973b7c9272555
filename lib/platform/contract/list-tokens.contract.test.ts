import { wait } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { createWaitpoint } from '../waitpoints/create-waitpoint'
import { TestPlatform } from './test-platform'

let test: TestPlatform
/** Newest first, as lists have them. */
const ids: string[] = []

const START = Date.parse('2026-03-01T00:00:00Z')
const HOUR = 3_600_000

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  for (let n = 0; n < 12; n++) {
    const tags = [n % 2 === 0 ? 'even' : 'odd', ...(n % 3 === 0 ? ['third'] : [])]
    const { id } = await wait.createToken({ tags, timeout: '1h', idempotencyKey: `key-${n}` })
    const at = new Date(START + n * HOUR)
    await test.query('update waitpoints set created_at = $1 where id = $2', [at, id.slice('waitpoint_'.length)])
    if (n === 1 || n === 2) await wait.completeToken(id, { n })
    if (n === 3) await test.query('update waitpoints set completed_after = now() where id = $1', [id.slice(10)])
    ids.unshift(id)
  }
  await vi.waitFor(async () => expect((await wait.listTokens({ status: 'TIMED_OUT' })).data).toHaveLength(1), 8_000)
  const { environment, signals, pool } = test.platform.deps
  await createWaitpoint({ environment, signals, pool }, { tags: ['even'], isHidden: true }, new Date(START))
})
afterAll(() => test.end())

const idsOf = (page: { data: Array<{ id: string }> }) => page.data.map(({ id }) => id)
const nth = (...numbers: number[]) => numbers.map((n) => ids[11 - n])
const raw = (query: string) => test.call('GET', `/api/v1/waitpoints/tokens?${query}`)

describe('a list of tokens', () => {
  it('shows them newest first, with what a reader needs', async () => {
    const page = await wait.listTokens()
    expect(idsOf(page)).toEqual(ids)
    expect(page.data[9]).toMatchObject({
      id: ids[9],
      status: 'COMPLETED',
      tags: ['even'],
      idempotencyKey: 'key-2',
      url: expect.stringContaining(`/api/v1/waitpoints/tokens/${ids[9]}/callback/`),
      completedAt: expect.any(Date),
      timeoutAt: expect.any(Date),
      createdAt: new Date(START + 2 * HOUR),
    })
  })

  it('can be walked in pages, also while new ones are made', async () => {
    const walked: string[] = []
    for await (const token of wait.listTokens({ limit: 5 })) {
      walked.push(token.id)
      if (walked.length === 5) await wait.createToken({ tags: ['late'] })
    }
    expect(walked).toEqual(ids)
    await test.query(`delete from waitpoints where 'late' = any(tags)`)
  })

  it('can be walked back, each page newest first', async () => {
    const first = await wait.listTokens({ limit: 5 })
    expect(first.hasPreviousPage()).toBe(false)
    const second = await first.getNextPage()
    const third = await second.getNextPage()
    expect(idsOf(third)).toEqual(ids.slice(10))
    expect(third.hasNextPage()).toBe(false)
    const back = await third.getPreviousPage()
    expect(idsOf(back)).toEqual(ids.slice(5, 10))
    expect(idsOf(await back.getPreviousPage())).toEqual(ids.slice(0, 5))
    expect((await back.getPreviousPage()).hasPreviousPage()).toBe(false)
  })

  it.each<[string, Parameters<typeof wait.listTokens>[0], () => Array<string | undefined>]>([
    ['who waits', { status: 'WAITING' }, () => nth(11, 10, 9, 8, 7, 6, 5, 4, 0)],
    ['what is completed', { status: 'COMPLETED' }, () => nth(2, 1)],
    ['what timed out', { status: 'TIMED_OUT' }, () => nth(3)],
    ['two of the three', { status: ['COMPLETED', 'TIMED_OUT'] }, () => nth(3, 2, 1)],
    [
      'who waits and what is completed',
      { status: ['WAITING', 'COMPLETED'], limit: 100 },
      () => nth(11, 10, 9, 8, 7, 6, 5, 4, 2, 1, 0),
    ],
    ['a tag', { tags: 'third' }, () => nth(9, 6, 3, 0)],
    ['any of several tags', { tags: ['third', 'even'] }, () => nth(10, 9, 8, 6, 4, 3, 2, 0)],
    ['a tag nobody has', { tags: 'none' }, () => []],
    ['a key', { idempotencyKey: 'key-4' }, () => nth(4)],
    ['a span of time', { from: new Date(START + 4 * HOUR), to: new Date(START + 6 * HOUR) }, () => nth(6, 5, 4)],
    ['the time since', { from: START + 10 * HOUR }, () => nth(11, 10)],
    ['a period that saw none', { period: '1s' }, () => []],
    ['several at once', { status: 'COMPLETED', tags: 'odd', to: START + 2 * HOUR }, () => nth(1)],
  ])('can be asked for %s', async (_name, filter, expected) => {
    expect(idsOf(await wait.listTokens(filter))).toEqual(expected())
  })

  it.each<[string, string, unknown]>([
    ['an unknown status', 'filter[status]=NOPE,WAITING', { code: 'custom', message: 'Invalid status values: NOPE' }],
    ['no page', 'page[size]=0', { code: 'too_small', message: 'Number must be greater than 0', path: ['page[size]'] }],
    ['a page too long', 'page[size]=101', { code: 'too_big', message: 'Number must be less than or equal to 100' }],
    ['a page of words', 'page[size]=ten', { code: 'invalid_type', expected: 'number', received: 'nan' }],
    ['no date', 'filter[createdAt][from]=yesterday', { code: 'invalid_date', message: 'Invalid date' }],
  ])('refuses %s', async (_name, query, issue) => {
    expect(await raw(query)).toMatchObject({ status: 400, body: { error: 'Query Error', details: [issue] } })
  })

  it('ignores what it does not understand', async () => {
    for (const query of ['filter[createdAt][period]=ages', 'filter[id]=x', 'filter[status]=', 'page[after]=zzzz']) {
      expect((await raw(query)).body.data, query).toHaveLength(12)
    }
  })
})

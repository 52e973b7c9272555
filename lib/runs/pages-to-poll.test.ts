import { describe, expect, it } from 'vitest'
import { pagesToPoll } from './pages-to-poll'
import { run } from './run.factory'

const now = new Date('2026-11-22T10:10:00Z')
const days = (count: number) => new Date(now.getTime() - count * 86_400_000)
const loaded = {
  pages: [
    { runs: [run.completed()], nextCursor: 'c1' },
    { runs: [run.executing()], nextCursor: 'c2' },
    { runs: [run.completed({ createdAt: days(2) })], nextCursor: 'c3' },
    { runs: [run.executing({ createdAt: days(3) })], nextCursor: null },
  ],
  pageParams: [null, 'c1', 'c2', 'c3'],
}

describe('pagesToPoll', () => {
  it('reads the first page and those whose unfinished runs are older than the feed reaches', () => {
    expect(pagesToPoll(loaded, { connected: true, now })).toEqual([null, 'c3'])
  })

  it('reads every page with an unfinished run while the feed is down', () => {
    expect(pagesToPoll(loaded, { connected: false, now })).toEqual([null, 'c1', 'c3'])
  })

  it('asks for the first page while there is none', () => {
    expect(pagesToPoll(undefined, { connected: true, now })).toEqual([null])
  })
})

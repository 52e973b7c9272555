import { describe, expect, it } from 'vitest'
import { LaneTurns } from './lane-turns'
import type { Occupancy } from './load-occupancy'
import { type Offer, pickOffers } from './pick-offers'
import { Places } from './places'

const places = (given: Partial<Occupancy> = {}) =>
  new Places({ environmentLimit: null, taken: [], queues: [], limits: [], ...given })
let made = 0
const offer = (queue: string, key: string, sortAt: number, limits: string[] = []): Offer => ({
  runId: `run-${made++}`,
  queue,
  key,
  limits,
  sortAt: new Date(sortAt),
})
const backlog = (queue: string, key: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => offer(queue, key, from + index))
const names = (offers: Offer[]) => offers.map((picked) => picked.key || picked.queue)

describe('who comes first', () => {
  it('is the oldest, over all queues', () => {
    const offers = [offer('b', '', 3), offer('a', '', 1), offer('c', '', 2)]
    expect(names(pickOffers(offers, places(), new LaneTurns(), 3))).toEqual(['a', 'c', 'b'])
  })

  it('is each key of a queue in turn, however old the backlog of one is', () => {
    const offers = [...backlog('q', 'busy', 0, 5), ...backlog('q', 'late', 100, 2)]
    expect(names(pickOffers(offers, places(), new LaneTurns(), 5))).toEqual(['busy', 'late', 'busy', 'late', 'busy'])
  })

  it('goes on from turn to turn when runs are picked one at a time', () => {
    const turns = new LaneTurns()
    const offers = [...backlog('q', 'a', 0, 9), ...backlog('q', 'b', 50, 9), ...backlog('q', 'c', 90, 9)]
    const order = Array.from({ length: 6 }, () => names(pickOffers(offers, places(), turns, 1))[0])
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('is the key that holds fewest places', () => {
    const taken = [{ queue: 'q', key: 'a', limits: [], count: 2 }]
    const offers = [...backlog('q', 'a', 0, 3), ...backlog('q', 'b', 50, 3)]
    expect(names(pickOffers(offers, places({ taken }), new LaneTurns(), 3))).toEqual(['b', 'b', 'a'])
  })

  it('does not let a stream of new keys push one aside that has waited', () => {
    const turns = new LaneTurns()
    const waiting = backlog('q', 'patient', 0, 3)
    const served: string[] = []
    for (let round = 0; round < 6; round++) {
      const fresh = [offer('q', `new-${round}-a`, 100 + round), offer('q', `new-${round}-b`, 100 + round)]
      const [picked] = pickOffers([...waiting, ...fresh], places(), turns, 1)
      if (picked?.key === 'patient') waiting.shift()
      served.push(picked?.key ?? '')
    }
    expect(served.filter((key) => key === 'patient').length).toBeGreaterThanOrEqual(2)
  })
})

describe('how many', () => {
  it('is no more than asked for', () => {
    expect(pickOffers(backlog('q', '', 0, 9), places(), new LaneTurns(), 4)).toHaveLength(4)
  })

  it('passes over runs that have no place, and takes those behind them', () => {
    const limits = [{ name: 'shut', perKey: null, total: 1, paused: false, keys: {} }]
    const offers = [offer('a', '', 1, ['shut']), offer('a', '', 2, ['shut']), offer('a', '', 3), offer('b', '', 4)]
    const picked = pickOffers(offers, places({ limits }), new LaneTurns(), 9)
    expect(picked.map((run) => run.sortAt.getTime())).toEqual([1, 3, 4])
  })
})

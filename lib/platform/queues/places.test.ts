import { describe, expect, it } from 'vitest'
import type { LimitBounds, Occupancy } from './load-occupancy'
import { type PlaceClaim, Places } from './places'

const limit = (name: string, bounds: Partial<LimitBounds>): LimitBounds => ({
  name,
  perKey: null,
  total: null,
  paused: false,
  keys: {},
  ...bounds,
})
const places = (given: Partial<Occupancy>) =>
  new Places({ environmentLimit: null, taken: [], queues: [], limits: [], ...given })
const run = (given: Partial<PlaceClaim> = {}): PlaceClaim => ({ queue: 'q', key: '', limits: [], ...given })
const takeMany = (free: Places, claim: PlaceClaim) =>
  Array.from({ length: 10 }, () => free.take(claim)).filter(Boolean).length

describe('a place', () => {
  it('is there for everyone when nothing is limited', () => expect(takeMany(places({}), run())).toBe(10))

  it('counts those who hold one already', () => {
    const free = places({ environmentLimit: 4, taken: [{ ...run({ queue: 'other' }), count: 3 }] })
    expect(takeMany(free, run())).toBe(1)
    expect(free.isFull).toBe(true)
  })

  it('is needed in the lane, the queue and every limit, and taken in all of them or in none', () => {
    const free = places({
      queues: [{ name: 'q', perKey: 3, total: 4 }],
      limits: [limit('small', { total: 2 })],
    })
    expect(takeMany(free, run({ key: 'a', limits: ['small'] }))).toBe(2)
    expect(free.take(run({ key: 'b', limits: ['small'] }))).toBe(false)
    expect(takeMany(free, run({ key: 'a' }))).toBe(1)
    expect(takeMany(free, run({ key: 'b' }))).toBe(1)
    expect(free.fullQueues()).toEqual(['q'])
  })

  it('of a limit is one for each key, and one for all that have none', () => {
    const free = places({ limits: [limit('each', { perKey: 1 })] })
    const keys = ['a', 'b', '', '', 'a']
    expect(keys.map((key) => free.take(run({ key, limits: ['each'] })))).toEqual([true, true, true, false, false])
  })

  it('in a limit nobody declared is free', () => expect(takeMany(places({}), run({ limits: ['unknown'] }))).toBe(10))
})

describe('what is shut', () => {
  it('is a paused limit and a full one, for every key', () => {
    const free = places({
      limits: [limit('paused', { paused: true }), limit('full', { total: 0 }), limit('open', { total: 1 })],
    })
    expect(free.shutLimits()).toEqual([
      { limit: 'paused', key: null, except: [] },
      { limit: 'full', key: null, except: [] },
    ])
  })

  it('is a limit for the keys that are full', () => {
    const free = places({
      limits: [limit('each', { perKey: 1, keys: { vip: 2 } })],
      taken: [
        { ...run({ key: 'a', limits: ['each'] }), count: 1 },
        { ...run({ key: 'vip', limits: ['each'] }), count: 1 },
      ],
    })
    expect(free.shutLimits()).toEqual([{ limit: 'each', key: 'a', except: [] }])
  })

  it('is a limit of zero for all keys but those with a bound of their own', () => {
    const free = places({ limits: [limit('none', { perKey: 0, keys: { vip: 1, blocked: 0 } })] })
    expect(free.shutLimits()).toEqual([{ limit: 'none', key: null, except: ['vip'] }])
    expect(free.take(run({ key: 'vip', limits: ['none'] }))).toBe(true)
    expect(free.take(run({ key: 'other', limits: ['none'] }))).toBe(false)
    expect(free.shutLimits()).toEqual([{ limit: 'none', key: null, except: [] }])
  })
})

import { describe, expect, it } from 'vitest'
import type { RunRow } from '../run'
import { run } from '../run.factory'
import { isSlowerThanUsual } from './is-slower-than-usual'
import { UsualCache } from './usual-cache'
import type { UsualDuration } from './usual-duration'
import { usualDurationOf } from './usual-duration-of'

const START = new Date('2026-11-22T10:00:00Z')
const after = (ms: number) => new Date(START.getTime() + ms)
const took = (ms: number) => run.completed({ startedAt: START, finishedAt: after(ms) })
const runsOf = (count: number): RunRow[] => Array.from({ length: count }, (_, index) => took((index + 1) * 1_000))

describe('what is usual', () => {
  it('is the duration that 95 of a hundred runs stay within', () => {
    expect(usualDurationOf(runsOf(100))).toEqual({ p95Ms: 95_000, samples: 100 })
    expect(usualDurationOf(runsOf(20).reverse())).toEqual({ p95Ms: 19_000, samples: 20 })
  })

  it('is not said of fewer than twenty runs, nor of runs without times', () => {
    expect(usualDurationOf(runsOf(19))).toBeNull()
    expect(usualDurationOf(Array.from({ length: 30 }, () => run.completed({ finishedAt: undefined })))).toBeNull()
  })
})

describe('slower than usual', () => {
  const usual = { p95Ms: 10_000, samples: 50 }
  const isSlow = (row: RunRow, now = after(60_000)) => isSlowerThanUsual(row, usual, now)

  it('is a completed run beyond the p95, not one on it', () => {
    expect(isSlow(took(10_001))).toBe(true)
    expect(isSlow(took(10_000))).toBe(false)
  })

  it('becomes a running one in the moment it passes the p95', () => {
    const executing = run.executing({ startedAt: START })
    expect(isSlow(executing, after(10_000))).toBe(false)
    expect(isSlow(executing, after(10_001))).toBe(true)
  })

  it.each(['FAILED', 'CANCELED', 'TIMED_OUT', 'CRASHED'])('is never a run that ended as %s', (status) => {
    expect(isSlow({ ...took(50_000), status })).toBe(false)
  })

  it('is no run that has not started, and none that was over within a second', () => {
    expect(isSlow(run.queued())).toBe(false)
    expect(isSlowerThanUsual(took(900), { p95Ms: 5, samples: 50 }, after(0))).toBe(false)
  })
})

describe('the cache', () => {
  const usual: UsualDuration = { p95Ms: 1, samples: 20 }

  it('reads once for everybody who asks within a minute', async () => {
    let [reads, now] = [0, 0]
    const cache = new UsualCache({
      read: async () => {
        reads += 1
        return usual
      },
      now: () => now,
    })
    expect(await Promise.all([cache.get('a', 't'), cache.get('a', 't')])).toEqual([usual, usual])
    now = 59_999
    await cache.get('a', 't')
    expect(reads).toBe(1)
    now = 60_000
    await cache.get('a', 't')
    await cache.get('b', 't')
    expect(reads).toBe(3)
  })

  it('does not keep a failure', async () => {
    let fails = true
    const cache = new UsualCache({ read: async () => (fails ? Promise.reject(new Error('away')) : usual) })
    await expect(cache.get('a', 't')).rejects.toThrow('away')
    fails = false
    expect(await cache.get('a', 't')).toEqual(usual)
  })

  it('never has more reads on their way than it may, and forgets no reader', async () => {
    let [open, most] = [0, 0]
    const cache = new UsualCache({
      read: async (_, taskId) => {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setImmediate(resolve))
        open -= 1
        if (taskId === 't3') throw new Error('away')
        return usual
      },
      atOnce: 2,
    })
    const all = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => cache.get('a', `t${index}`)))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(8)
    expect(most).toBe(2)
  })
})

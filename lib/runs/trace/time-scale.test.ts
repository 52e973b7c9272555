import { describe, expect, test } from 'vitest'
import { buildTimeline } from './build-timeline'
import { axisEndMs, idleGaps } from './hide-idle'
import { timeScale } from './time-scale'
import { ORIGIN_MS, timelineRun, traceItem, traceOf } from './trace.factory'

const DAY_MS = 86_400_000
const shifted = (gaps: { startMs: number; endMs: number }[]) =>
  gaps.map((gap) => [gap.startMs - ORIGIN_MS, gap.endMs - ORIGIN_MS])
const end = { finishedAt: new Date(ORIGIN_MS + 3 * DAY_MS + 2_000) }

describe('idle gaps', () => {
  test('a wait of days between two spans is one gap', () => {
    const trace = traceOf(
      traceItem.root(),
      traceItem.attempt(1, { startMs: 1_000, durationMs: 3 * DAY_MS }),
      traceItem.span('before', { startMs: 1_000, durationMs: 500 }),
      traceItem.wait('w', { startMs: 1_500, durationMs: 3 * DAY_MS - 1_500 }),
      traceItem.span('after', { startMs: 3 * DAY_MS, durationMs: 800 }),
    )
    const gaps = idleGaps(buildTimeline(timelineRun.completed(end), trace), 0)
    expect(shifted(gaps)).toEqual([[1_500, 3 * DAY_MS]])
  })

  test('the queue and a wait after it are one gap, cut where a child run works', () => {
    const trace = traceOf(
      traceItem.root(),
      traceItem.attempt(1, { durationMs: 20_000 }),
      traceItem.wait('w', { startMs: 1_000, durationMs: 20_000 }),
      traceItem.childRun('run_child', { parentId: 'w', startMs: 6_000, durationMs: 4_000 }),
    )
    const gaps = idleGaps(buildTimeline(timelineRun.completed({ finishedAt: new Date(ORIGIN_MS + 21_000) }), trace), 0)
    expect(shifted(gaps)).toEqual([
      [0, 6_000],
      [10_000, 21_000],
    ])
  })

  test('work without waiting is never idle, however long', () => {
    expect(idleGaps(buildTimeline(timelineRun.completed(end), traceOf()), 0)).toEqual([])
  })

  test('an open wait is idle up to now', () => {
    const trace = traceOf(traceItem.root(), traceItem.wait('w', { durationMs: null }))
    const timeline = buildTimeline(timelineRun.executing(), trace)
    expect(shifted(idleGaps(timeline, ORIGIN_MS + 60_000))).toEqual([[0, 60_000]])
    expect(axisEndMs(timeline, ORIGIN_MS + 60_000)).toBe(ORIGIN_MS + 60_000)
  })
})

describe('the time axis', () => {
  const axis = { startMs: 0, endMs: 100_000 }

  test('without gaps is straight', () => {
    const scale = timeScale(axis, [])
    expect([0, 25_000, 100_000].map(scale.toFraction)).toEqual([0, 0.25, 1])
    expect(scale.toMs(0.5)).toBe(50_000)
  })

  test('draws a gap of any length with the same small width', () => {
    const widths = [90_000, 90_000_000].map((gapMs) => {
      const scale = timeScale({ startMs: 0, endMs: 10_000 + gapMs }, [{ startMs: 5_000, endMs: 5_000 + gapMs }])
      return scale.toFraction(5_000 + gapMs) - scale.toFraction(5_000)
    })
    expect(widths[0]).toBeCloseTo(widths[1] as number)
    expect(widths[0]).toBeLessThan(0.15)
  })

  test('goes from time to width and back', () => {
    const scale = timeScale(axis, [{ startMs: 20_000, endMs: 80_000 }], { startMs: 10_000, endMs: 90_000 })
    for (const ms of [10_000, 19_999, 20_001, 50_000, 80_000, 90_000])
      expect(scale.toMs(scale.toFraction(ms))).toBeCloseTo(ms, 3)
  })

  test('a window is zoomed to the full width', () => {
    const scale = timeScale(axis, [], { startMs: 40_000, endMs: 60_000 })
    expect([40_000, 50_000, 60_000].map(scale.toFraction)).toEqual([0, 0.5, 1])
    expect(scale.marks[0]?.label).toBe('40 s')
  })

  test.each([3, 900, 62_000, 3 * DAY_MS, 400 * DAY_MS])('an axis of %i ms has a few round, separate ticks', (endMs) => {
    const { marks } = timeScale({ startMs: 0, endMs }, [])
    expect(marks.length).toBeGreaterThanOrEqual(2)
    expect(marks.length).toBeLessThanOrEqual(8)
    for (const [index, mark] of marks.entries()) {
      expect(mark.at - (marks[index - 1]?.at ?? -1)).toBeGreaterThan(0.1)
    }
  })

  test('a hidden gap says how much it hides and gets no ticks inside', () => {
    const { marks } = timeScale({ startMs: 0, endMs: 3 * DAY_MS }, [{ startMs: 10_000, endMs: 3 * DAY_MS - 10_000 }])
    expect(marks.filter((mark) => mark.kind === 'gap').map((mark) => mark.label)).toEqual(['· 2 d 23 h hidden ·'])
    expect(marks.length).toBeLessThan(9)
  })

  test('a gap that lies close to another keeps its mark without words', () => {
    const gaps = [
      { startMs: 10_000, endMs: 50_000 },
      { startMs: 51_000, endMs: 95_000 },
    ]
    const labels = timeScale(axis, gaps).marks.filter((mark) => mark.kind === 'gap')
    expect(labels.map((mark) => mark.label)).toEqual(['· 40.0 s hidden ·', '···'])
  })

  test('an axis of no length does not divide by zero', () => {
    const scale = timeScale({ startMs: 5, endMs: 5 }, [])
    expect(Number.isFinite(scale.toFraction(5))).toBe(true)
  })
})

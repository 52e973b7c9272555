import { expect, test } from 'vitest'
import { buildTimeline } from './build-timeline'
import { type ComparedStep, compareSteps, isNotable } from './compare-steps'
import { ORIGIN_MS, timelineRun, traceItem, traceOf } from './trace.factory'

const timelineOf = (...items: Parameters<typeof traceOf>) =>
  buildTimeline(timelineRun.completed(), traceOf(traceItem.root(), traceItem.attempt(1), ...items))

const compare = (mine: ReturnType<typeof timelineOf>, theirs: ReturnType<typeof timelineOf>) =>
  compareSteps(mine, theirs, ORIGIN_MS + 60_000)
const named = (steps: ComparedStep[], name: string) => steps.find((step) => step.name === name)

test('spans of the same name at the same place are one step', () => {
  const mine = timelineOf(traceItem.span('s1', { name: 'download', durationMs: 2_300 }))
  const theirs = timelineOf(traceItem.span('other-id', { name: 'download', durationMs: 300 }))
  const step = named(compare(mine, theirs), 'download')
  expect(step).toMatchObject({ depth: 2, mine: { totalMs: 2_300 }, theirs: { totalMs: 300 } })
  expect(step && isNotable(step)).toBe(true)
})

test('the same name somewhere else is another step', () => {
  const mine = timelineOf(
    traceItem.span('outer'),
    traceItem.span('s1', { name: 'save', parentId: 'outer', durationMs: 10 }),
  )
  const theirs = timelineOf(traceItem.span('s1', { name: 'save', durationMs: 10 }))
  expect(compare(mine, theirs).filter((step) => step.name === 'save')).toMatchObject([
    { depth: 2, mine: null },
    { depth: 3, theirs: null },
  ])
})

test('a loop is one step with a count and its whole time', () => {
  const rows = (count: number) =>
    timelineOf(
      ...Array.from({ length: count }, (_, index) => traceItem.span(`r${index}`, { name: 'row', durationMs: 5 })),
    )
  expect(named(compare(rows(1_000), rows(10)), 'row')).toMatchObject({
    mine: { count: 1_000, totalMs: 5_000 },
    theirs: { count: 10, totalMs: 50 },
  })
})

test('what only the other run has stands where it stood there', () => {
  const mine = timelineOf(traceItem.span('a', { startMs: 1_000 }), traceItem.span('c', { startMs: 3_000 }))
  const theirs = timelineOf(
    traceItem.span('a', { startMs: 1_000 }),
    traceItem.span('b', { startMs: 2_000 }),
    traceItem.span('c', { startMs: 3_000 }),
  )
  const names = compare(mine, theirs).map((step) => step.name)
  expect(names.slice(names.indexOf('a'))).toEqual(['a', 'b', 'c'])
})

test('noise is not worth a look, a failure is', () => {
  const base = timelineOf(traceItem.span('s', { durationMs: 1_000 }))
  const step = (durationMs: number, isError = false) =>
    named(compare(timelineOf(traceItem.span('s', { durationMs, isError })), base), 's') as ComparedStep
  expect(isNotable(step(1_030))).toBe(false)
  expect(isNotable(step(1_100))).toBe(false)
  expect(isNotable(step(1_300))).toBe(true)
  expect(isNotable(step(1_000, true))).toBe(true)
})

test('two runs of other tasks still share their root', () => {
  const mine = buildTimeline(timelineRun.completed({ taskId: 'one' }), traceOf())
  const theirs = buildTimeline(timelineRun.completed({ taskId: 'two' }), traceOf())
  expect(compare(mine, theirs)[0]).toMatchObject({ name: 'Whole run', mine: { totalMs: 10_000 }, theirs: {} })
})

test('thirty thousand steps that only the other run has stay in order', () => {
  const spans = Array.from({ length: 30_000 }, (_, index) => traceItem.span(`s${index}`, { name: `step ${index}` }))
  const theirs = timelineOf(...spans)
  const names = compare(timelineOf(), theirs).map((step) => step.name)
  expect(names.slice(-2)).toEqual(['step 29998', 'step 29999'])
  expect(names.filter((name) => name.startsWith('step'))).toHaveLength(30_000)
})

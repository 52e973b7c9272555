import { expect, test } from 'vitest'
import { runProgress, share } from './progress'

test.each([
  [0, 0, 0],
  [0, 10, 0],
  [1, 3, 0.333],
  [9_999_999, 10_000_000, 0.999],
  [10, 10, 1],
  [11, 10, 1],
])('%d of %d is %d', (done, total, expected) => {
  expect(share(done, total)).toBe(expected)
})

/** What the platform would know after each publication. */
function recorded() {
  const published: Record<string, unknown>[] = [{}]
  let now = 0
  const set = (key: string, value: unknown) => published.push({ ...published.at(-1), [key]: value })
  const progress = runProgress({ set }, () => now)
  const current = () => published.at(-1)
  return { progress, current, published, at: (ms: number) => (now = ms) }
}

test('updates within four tenths of a second are merged and the newest wins', () => {
  const { progress, current, at } = recorded()
  progress.advance(1, 100, { rowsGood: 1 })
  at(100)
  progress.advance(2, 100, { rowsGood: 2 })
  at(399)
  progress.advance(3, 100, { rowsGood: 3 })
  expect(current()).toEqual({ progress: 0.01, rowsGood: 1 })
  at(400)
  progress.advance(4, 100)
  expect(current()).toEqual({ progress: 0.04, rowsGood: 3 })
})

test('a new stage and the end are published at once, with what was held back', () => {
  const { progress, current } = recorded()
  progress.stage('Reading')
  expect(current()).toEqual({ stage: 'Reading' })
  progress.advance(5, 10)
  progress.stage('Writing')
  expect(current()).toEqual({ stage: 'Writing', progress: 0.5 })
  progress.advance(6, 10)
  progress.finish('Done', { rowsGood: 7 })
  expect(current()).toEqual({ stage: 'Done', progress: 1, rowsGood: 7 })
})

test('an update that never arrived is made up for by the next one', () => {
  const { progress, current, published, at } = recorded()
  progress.stage('Reading')
  progress.advance(1, 10, { rowsTotal: 10 })
  progress.stage('Writing')
  published.push({ stage: 'Reading' })
  at(1000)
  progress.advance(2, 10)
  expect(current()).toEqual({ stage: 'Writing', progress: 0.2, rowsTotal: 10 })
})

test('an error on its way out takes the last progress with it', () => {
  const { progress, current } = recorded()
  progress.stage('Reading')
  progress.advance(5, 10)
  progress.flush()
  expect(current()).toEqual({ stage: 'Reading', progress: 0.5 })
})

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

function recorded() {
  const set: [string, unknown][] = []
  let now = 0
  const progress = runProgress({ set: (key, value) => set.push([key, value]) }, () => now)
  return { progress, set, at: (ms: number) => (now = ms) }
}

test('updates within four tenths of a second are merged and the newest wins', () => {
  const { progress, set, at } = recorded()
  progress.advance(1, 100, { rowsGood: 1 })
  at(100)
  progress.advance(2, 100, { rowsGood: 2 })
  at(399)
  progress.advance(3, 100, { rowsGood: 3 })
  expect(set).toEqual([
    ['progress', 0.01],
    ['rowsGood', 1],
  ])
  at(400)
  progress.advance(4, 100)
  expect(set.slice(2)).toEqual([
    ['progress', 0.04],
    ['rowsGood', 3],
  ])
})

test('a new stage and the end are published at once, with what was held back', () => {
  const { progress, set } = recorded()
  progress.stage('Reading')
  progress.advance(5, 10)
  progress.stage('Writing')
  progress.finish('Done', { rowsGood: 7 })
  expect(set).toEqual([
    ['stage', 'Reading'],
    ['progress', 0.5],
    ['stage', 'Writing'],
    ['rowsGood', 7],
    ['stage', 'Done'],
    ['progress', 1],
  ])
})

test('an error on its way out takes the last progress with it', () => {
  const { progress, set } = recorded()
  progress.stage('Reading')
  progress.advance(5, 10)
  progress.flush()
  expect(set.at(-1)).toEqual(['progress', 0.5])
})

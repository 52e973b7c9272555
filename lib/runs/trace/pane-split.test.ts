import { expect, test } from 'vitest'
import { NARROWEST, nextSplit, parseSplit, USUAL_SPLIT, WIDEST } from './pane-split'

test('arrow keys move the divider by a step and stop where a pane would be too narrow', () => {
  expect(nextSplit(50, 'ArrowLeft')).toBe(46)
  expect(nextSplit(WIDEST, 'ArrowRight')).toBe(WIDEST)
  expect(nextSplit(50, 'Home')).toBe(NARROWEST)
  expect(nextSplit(50, 'Enter')).toBe(USUAL_SPLIT)
  expect(nextSplit(50, 'a')).toBeNull()
})

test('a cookie that anybody may have written is kept within the bounds', () => {
  expect([parseSplit('64'), parseSplit('999'), parseSplit('0')]).toEqual([64, WIDEST, NARROWEST])
  expect([parseSplit(undefined), parseSplit(''), parseSplit('-5'), parseSplit('1e9')]).toEqual([null, null, null, null])
})

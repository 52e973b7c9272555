import { expect, test } from 'vitest'
import { pauseBeforeAnswer } from './pause-before-answer'

test.each([
  ['comes back at once waits for the next turn', 0, 15],
  ['was held for a part of it waits for the rest', 9, 6],
  ['was held for long is told as soon as a burst is over', 15_000, 2],
])('a reader who %s', (_who, heldMs, expected) => {
  expect(pauseBeforeAnswer(heldMs)).toBe(expected)
})

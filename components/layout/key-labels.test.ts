import { expect, it } from 'vitest'
import { keyLabels } from './key-labels'

it.each([
  ['mod+k', false, ['Ctrl', 'K']],
  ['mod+k', true, ['⌘', 'K']],
  ['g r', false, ['g', 'r']],
  ['Escape', false, ['Esc']],
  ['?', false, ['?']],
])('labels %s (Apple: %s)', (keys, onApple, labels) => {
  expect(keyLabels(keys, onApple)).toEqual(labels)
})

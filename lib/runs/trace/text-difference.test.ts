import { expect, test } from 'vitest'
import { textDifference } from './text-difference'

test('short texts are shown whole', () => {
  expect(textDifference('abc', 'abd')).toEqual({ before: 'abc', after: 'abd' })
})

test('of long texts the place where they part is shown, with a little around it', () => {
  const same = 'x'.repeat(5_000)
  const { before, after } = textDifference(`${same}OLD${same}`, `${same}NEWER${same}`)
  const around = 'x'.repeat(40)
  expect(before).toBe(`…${around}OLD${around}…`)
  expect(after).toBe(`…${around}NEWER${around}…`)
})

test('a difference at the very end keeps the end', () => {
  const same = 'y'.repeat(500)
  expect(textDifference(same, `${same}!`)).toEqual({ before: `…${'y'.repeat(40)}`, after: `…${'y'.repeat(40)}!` })
})

import { describe, expect, it } from 'vitest'
import { selectRange, toggleOne } from './select-range'

const ids = ['a', 'b', 'c', 'd', 'e']

describe('selecting runs', () => {
  it('takes everything between the anchor and the target, in both directions, and keeps what was selected', () => {
    expect([...selectRange(ids, new Set(['e']), 'b', 'd')].sort()).toEqual(['b', 'c', 'd', 'e'])
    expect([...selectRange(ids, new Set(), 'd', 'b')].sort()).toEqual(['b', 'c', 'd'])
  })

  it('takes only the target when the anchor is not in the list any more', () => {
    expect([...selectRange(ids, new Set(), 'gone', 'c')]).toEqual(['c'])
    expect([...selectRange(ids, new Set(), null, 'c')]).toEqual(['c'])
  })

  it('puts in and takes out a single one', () => {
    expect([...toggleOne(new Set(['a']), 'b')]).toEqual(['a', 'b'])
    expect([...toggleOne(new Set(['a', 'b']), 'a')]).toEqual(['b'])
  })
})

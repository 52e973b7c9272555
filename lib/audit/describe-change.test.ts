import { expect, it } from 'vitest'
import { describeChange } from './describe-change'

it('names each field that differs, with both sides', () => {
  expect(describeChange({ role: 'viewer', name: 'Ada' }, { role: 'admin', name: 'Ada' })).toEqual([
    { field: 'role', before: 'viewer', after: 'admin' },
  ])
})

it('leaves out the side that did not exist', () => {
  expect(describeChange(null, { tags: ['a', 'b'] })).toEqual([{ field: 'tags', after: '["a","b"]' }])
  expect(describeChange({ role: 'viewer' }, undefined)).toEqual([{ field: 'role', before: 'viewer' }])
})

it('reads a bare value as one nameless field', () => {
  expect(describeChange(1, 2)).toEqual([{ field: '', before: '1', after: '2' }])
})

it('finds nothing in rows that changed nothing', () => {
  expect(describeChange(null, null)).toEqual([])
})

import { expect, test } from 'vitest'
import { ListHandles } from './list-handle'

const window = { createdAfterMs: 1_700_000_000_000, tags: ['b', 'a'] }

test('a handle gives back the window it froze, whatever the order of the tags', () => {
  const handles = new ListHandles()
  expect(handles.open(handles.mint(window), { tags: ['a', 'b'] })).toEqual({ ...window, tags: ['a', 'b'] })
})

test('every subscription has a handle of its own', () => {
  const handles = new ListHandles()
  expect(handles.mint(window)).not.toBe(handles.mint(window))
})

test('a handle of an earlier process, of other tags, or made up is not ours', () => {
  const handles = new ListHandles()
  const handle = handles.mint(window)
  expect(new ListHandles().open(handle, window)).toBeNull()
  expect(handles.open(handle, { tags: ['a'] })).toBeNull()
  expect(handles.open(handle.replace('1700000000000', '0'), window)).toBeNull()
  expect(handles.open('bogus', window)).toBeNull()
})

test('a handle of a batch opens that batch only', () => {
  const handles = new ListHandles()
  const batch = { createdAfterMs: 0, tags: [], batchId: 'batch1' }
  const handle = handles.mint(batch)
  expect(handle).toMatch(/^batch_batch1_1_/)
  expect(handles.open(handle, batch)).toEqual(batch)
  expect(handles.open(handle, { tags: [], batchId: 'batch2' })).toBeNull()
  expect(handles.open(handle, { tags: [] })).toBeNull()
})

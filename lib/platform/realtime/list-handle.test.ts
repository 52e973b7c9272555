import { expect, test } from 'vitest'
import { ListHandles } from './list-handle'

const window = { createdAfterMs: 1_700_000_000_000, tags: ['b', 'a'] }

test('a handle gives back the window it froze, whatever the order of the tags', () => {
  const handles = new ListHandles()
  expect(handles.open(handles.mint(window), ['a', 'b'])).toEqual({ ...window, tags: ['a', 'b'] })
})

test('every subscription has a handle of its own', () => {
  const handles = new ListHandles()
  expect(handles.mint(window)).not.toBe(handles.mint(window))
})

test('a handle of an earlier process, of other tags, or made up is not ours', () => {
  const handles = new ListHandles()
  const handle = handles.mint(window)
  expect(new ListHandles().open(handle, window.tags)).toBeNull()
  expect(handles.open(handle, ['a'])).toBeNull()
  expect(handles.open(handle.replace('1700000000000', '0'), window.tags)).toBeNull()
  expect(handles.open('bogus', window.tags)).toBeNull()
})

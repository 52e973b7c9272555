import { expect, test } from 'vitest'
import { parseTagFilter } from './parse-tag-filter'

test('no parameter and an empty one mean every run', () => {
  expect(parseTagFilter(undefined)).toEqual([])
  expect(parseTagFilter('')).toEqual([])
})

test('several tags are separated by commas and may hold anything readable', () => {
  expect(parseTagFilter("user:1,it's fine,ü")).toEqual(['user:1', "it's fine", 'ü'])
})

test.each(['a"b', 'a\\b', 'a\nb', 'a,,b', ','])('a real server refuses the tag in %j', (parameter) => {
  expect(() => parseTagFilter(parameter)).toThrow(
    expect.objectContaining({ status: 400, body: expect.objectContaining({ error: 'Query Error' }) }),
  )
})

import { describe, expect, it } from 'vitest'
import { jsonErrorOffset } from './json-error-offset'

const VALID = ['{}', '[]', ' {"a": [1, -2.5e3, true, null, "x\\n\\u00e9"]} ', '"text"', '0', '[[],[{}]]']
const BROKEN: [string, number][] = [
  ['{"a":}', 5],
  ['{"a":1,\n x}', 9],
  ['{"a":1', 6],
  ['[1,', 3],
  ['nope', 0],
  ['{a:1}', 1],
  ['{"a":1,}', 7],
  ['{"a" 1}', 5],
  ['[1 2]', 3],
  ['{} {}', 3],
  ['{"a":"b}', 5],
  ['01', 1],
  ['', 0],
]

describe('jsonErrorOffset', () => {
  it.each(VALID)('finds nothing wrong with %s', (text) => {
    expect(() => JSON.parse(text)).not.toThrow()
    expect(jsonErrorOffset(text)).toBeNull()
  })

  it.each(BROKEN)('points at where %s stops being JSON', (text, offset) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(jsonErrorOffset(text)).toBe(offset)
  })
})

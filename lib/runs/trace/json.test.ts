import { describe, expect, test } from 'vitest'
import { ExactNumber, type JsonValue, parseExactJson, printExactJson } from './exact-json'
import { changedPaths, jsonRows, pathsAbove, searchJson } from './json-rows'
import { jsonMember } from './json-slice'

describe('numbers that JavaScript would round', () => {
  test.each(['9007199254740993', '-123456789012345678901234567890', '0.12345678901234567891', '1e400'])(
    '%s keeps its digits',
    (text) => {
      const value = parseExactJson(`{"n":${text},"filler":123456789012345}`) as { n: JsonValue }
      expect(value.n).toEqual(new ExactNumber(text))
      expect(printExactJson(value)).toContain(`"n": ${text}`)
    },
  )

  test.each(['1.0', '1e3', '-0', '0.1', '9007199254740991', '100000000000000000000', '1.5E+2'])(
    '%s is an ordinary number',
    (text) => {
      expect(parseExactJson(`[${text}, 123456789012345]`)).toEqual([Number(text), 123456789012345])
    },
  )

  test('digits inside strings stay strings, with their quotes and escapes', () => {
    const text = JSON.stringify({
      id: '9007199254740993',
      quoted: 'say "9007199254740993"',
      path: 'c:\\9007199254740993',
    })
    expect(parseExactJson(text)).toEqual(JSON.parse(text))
  })

  test('text that is not JSON is refused', () => {
    expect(() => parseExactJson('{"a": 9007199254740993')).toThrow(SyntaxError)
  })
})

describe('one member of a JSON text', () => {
  const text =
    '{ "id":"run_1","payload" : {"a":[1,{"b":"}],{"}],"n":9007199254740993}, "e\\"k":1,"output":"x\\\\", "n": -1.5e3 }'

  test.each([
    ['id', '"run_1"'],
    ['payload', '{"a":[1,{"b":"}],{"}],"n":9007199254740993}'],
    ['e"k', '1'],
    ['output', '"x\\\\"'],
    ['n', '-1.5e3'],
    ['b', undefined],
    ['missing', undefined],
  ])('%s is cut out as it was written', (name, expected) => expect(jsonMember(text, name)).toBe(expected))

  test.each(['', '[]', '{', '{"a"', '{"a":', '"a"', '{"a":1'])('%j ends without an error', (broken) => {
    expect(jsonMember(broken, 'zz')).toBeUndefined()
  })
})

describe('the rows of a document', () => {
  const document: JsonValue = { user: { name: 'Ada', tags: ['<b>x</b>', 'y'] }, 'a/b~c': 1, empty: {} }

  test('only open containers show their members', () => {
    expect(jsonRows(document, (path) => path === '').map((row) => row.path)).toEqual([
      '',
      '/user',
      '/a~1b~0c',
      '/empty',
    ])
    expect(jsonRows(document, () => true)).toHaveLength(8)
  })

  test('search finds keys and values and can open the way to them', () => {
    expect(searchJson(document, 'ADA', 10)).toEqual(['/user/name'])
    expect(searchJson(document, '<b>', 10)).toEqual(['/user/tags/0'])
    expect(searchJson(document, 'tags', 10)).toEqual(['/user/tags'])
    expect(searchJson(document, ' ', 10)).toEqual([])
    expect(pathsAbove('/user/tags/0')).toEqual(['', '/user', '/user/tags'])
  })

  test('a document of fifty thousand levels does not overflow', () => {
    let deep: JsonValue = 'end'
    for (let level = 0; level < 50_000; level++) deep = [deep]
    expect(jsonRows(deep, () => true)).toHaveLength(50_001)
    expect(changedPaths(deep, deep)).toEqual([])
  })
})

describe('what changed between two versions', () => {
  test('is told by path, leaf by leaf', () => {
    const before = { progress: 0.1, stage: 'read', counts: { good: 1, bad: 0 } }
    const after = { progress: 0.2, stage: 'read', counts: { good: 2, bad: 0 }, extra: { a: 1 } }
    expect(changedPaths(before, after).sort()).toEqual(['/counts/good', '/extra', '/progress'])
  })

  test('a change of kind is one change, a removal is none', () => {
    expect(changedPaths({ a: [1], b: 2 }, { a: { 0: 1 } })).toEqual(['/a'])
    expect(changedPaths(undefined, { a: 1 })).toEqual([''])
  })
})

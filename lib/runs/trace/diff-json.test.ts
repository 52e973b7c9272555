import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffJson, diffRows } from './diff-json'
import { type JsonValue, parseExactJson } from './exact-json'

const changes = (before: JsonValue | undefined, after: JsonValue | undefined) =>
  diffRows(diffJson(before, after), { all: false, closed: new Set() })
    .filter((row) => row.change !== 'within' && row.change !== 'same')
    .map((row) => `${row.change} ${row.path}`)

describe('what differs between two documents', () => {
  test('objects are matched by key, whatever their order', () => {
    expect(changes({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 4, c: 2 }, e: null, a: 1 })).toEqual([
      'changed /b/d',
      'added /e',
    ])
    expect(changes({ gone: [1, 2] }, {})).toEqual(['removed /gone'])
  })

  test('an item put into a list, or taken out of it, is one difference', () => {
    expect(changes(['a', 'b', 'c'], ['a', 'x', 'b', 'c'])).toEqual(['added /1'])
    expect(changes(['a', 'b', 'c'], ['a', 'c'])).toEqual(['removed /-1'])
    expect(changes([{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 3 }])).toEqual(['changed /1/id'])
  })

  test('another kind of value is a change, not a look inside', () => {
    expect(changes({ a: [1] }, { a: { 0: 1 } })).toEqual(['changed /a'])
    expect(changes({ a: '1' }, { a: 1 })).toEqual(['changed /a'])
    expect(changes(undefined, { a: 1 })).toEqual(['added '])
    expect(changes(undefined, undefined)).toEqual([])
  })

  test('numbers that JavaScript would round to the same are told apart', () => {
    expect(changes(parseExactJson('{"n":9007199254740993}'), parseExactJson('{"n":9007199254740992}'))).toEqual([
      'changed /n',
    ])
  })

  test('a container says how many differences are in it, and closing it hides them', () => {
    const diff = diffJson({ a: { b: 1, c: 2 }, same: true }, { a: { b: 2, c: 3 }, same: true })
    expect(diff.count).toBe(2)
    const rows = diffRows(diff, { all: false, closed: new Set(['/a']) })
    expect(rows.map((row) => [row.path, row.count])).toEqual([
      ['', 2],
      ['/a', 2],
    ])
    expect(diffRows(diff, { all: true, closed: new Set() }).map((row) => row.path)).toEqual([
      '',
      '/a',
      '/a/b',
      '/a/c',
      '/same',
    ])
  })

  test('depth does not overflow', () => {
    const nested = (leaf: string) => JSON.parse(`${'['.repeat(4_000)}${leaf}${']'.repeat(4_000)}`)
    expect(diffJson(nested('1'), nested('2')).count).toBe(1)
    expect(diffJson(nested('1'), nested('1')).count).toBe(0)
  })

  test('any document is the same as its copy, and differs from another one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const copy = JSON.parse(JSON.stringify(one))
        const isSame = JSON.stringify(sorted(copy)) === JSON.stringify(sorted(JSON.parse(JSON.stringify(other))))
        expect(diffJson(copy, JSON.parse(JSON.stringify(one))).count).toBe(0)
        expect(diffJson(copy, JSON.parse(JSON.stringify(other))).count === 0).toBe(isSame)
      }),
    )
  })
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => [key, sorted(member), 'member'])
    .concat([['{}', 'object', 'mark']])
}

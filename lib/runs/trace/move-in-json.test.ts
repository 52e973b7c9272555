import { expect, test } from 'vitest'
import { jsonPath } from './json-path'
import { jsonRows } from './json-rows'
import { moveInJson } from './move-in-json'

const document = { a: { b: [1, 2], c: {} }, d: { e: 1 }, f: 'x' }
const rows = jsonRows(document, (path) => path === '' || path === '/a')
const at = (path: string) => rows.findIndex((row) => row.path === path)

test('up and down walk the rows in view and stop at the ends', () => {
  expect(moveInJson(rows, at('/a'), 'ArrowDown')).toEqual({ focus: '/a/b' })
  expect(moveInJson(rows, at(''), 'ArrowUp')).toEqual({ focus: '' })
  expect(moveInJson(rows, at('/f'), 'ArrowDown')).toEqual({ focus: '/f' })
  expect(moveInJson(rows, at('/f'), 'Home')).toEqual({ focus: '' })
  expect(moveInJson(rows, at(''), 'End')).toEqual({ focus: '/f' })
  expect(moveInJson(rows, at(''), 'PageDown')).toEqual({ focus: '/f' })
})

test('right opens, then goes in; left closes, then goes out', () => {
  expect(moveInJson(rows, at('/a/b'), 'ArrowRight')).toEqual({ open: ['/a/b'] })
  expect(moveInJson(rows, at('/a'), 'ArrowRight')).toEqual({ focus: '/a/b' })
  expect(moveInJson(rows, at('/a'), 'ArrowLeft')).toEqual({ close: '/a' })
  expect(moveInJson(rows, at('/a/b'), 'ArrowLeft')).toEqual({ focus: '/a' })
  expect(moveInJson(rows, at('/d'), 'ArrowLeft')).toEqual({ focus: '' })
  expect(moveInJson(rows, at('/f'), 'ArrowRight')).toEqual({})
})

test('a star opens all that stand beside the row, and an empty object is no branch', () => {
  expect(moveInJson(rows, at('/f'), '*')).toEqual({ open: ['/a', '/d'] })
  expect(moveInJson(rows, at('/a/b'), '*')).toEqual({ open: ['/a/b'] })
})

test('keys that mean nothing here are left to the page', () => {
  expect(moveInJson(rows, 0, 'c')).toBeNull()
  expect(moveInJson([], 0, 'ArrowDown')).toBeNull()
})

test('every row knows its place among its siblings', () => {
  expect(rows[at('/d')]).toMatchObject({ position: 2, setSize: 3, depth: 1 })
  expect(rows[at('')]).toMatchObject({ position: 1, setSize: 1 })
})

test('a path is written as in code', () => {
  const odd = jsonRows({ 'first name': [{ 'a/b~c': 1 }], 0: { ok: 1 } }, () => true)
  const isIndex = (pointer: string) => odd.find((row) => row.path === pointer)?.isIndex ?? false
  expect(jsonPath('/first name/0/a~1b~0c', isIndex)).toBe('["first name"][0]["a/b~c"]')
  expect(jsonPath('/0/ok', isIndex)).toBe('["0"].ok')
  expect(jsonPath('', isIndex)).toBe('')
})

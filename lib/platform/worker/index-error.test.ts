import { expect, test } from 'vitest'
import { locateInStack } from './index-error'

const stack = (...frames: string[]) =>
  ['Error: cannot be loaded', ...frames.map((frame) => `    at ${frame}`)].join('\n')

test('the first frame in the project is where it happened', () => {
  const trace = stack(
    'connect (/app/node_modules/pg/index.js:1:2)',
    'open (/app/trigger/lib/db.ts:12:9)',
    '/app/trigger/import.ts:3:1',
  )
  expect(locateInStack(trace, '/app')).toEqual({ file: 'trigger/lib/db.ts', line: 12, column: 9 })
})

test('file addresses and frames without a function name are read too', () => {
  expect(locateInStack(stack('file:///app/trigger/a.ts:2:7'), '/app')).toEqual({
    file: 'trigger/a.ts',
    line: 2,
    column: 7,
  })
})

test('a stack without a frame of the project has no place', () => {
  expect(locateInStack(stack('run (node:internal/modules:1:1)', '/elsewhere/a.ts:1:1'), '/app')).toBeUndefined()
  expect(locateInStack(undefined, '/app')).toBeUndefined()
})

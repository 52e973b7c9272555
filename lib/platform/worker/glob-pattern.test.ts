import { expect, test } from 'vitest'
import { globPattern } from './glob-pattern'

test.each([
  ['**/*.test.ts', 'trigger/a.test.ts', true],
  ['**/*.test.ts', 'a.test.ts', true],
  ['**/*.test.ts', 'trigger/a.ts', false],
  ['trigger/lib/**', 'trigger/lib/db.ts', true],
  ['trigger/lib/**', 'trigger/lib/deep/er.ts', true],
  ['trigger/lib/**', 'trigger/library.ts', false],
  ['trigger/*.ts', 'trigger/deep/a.ts', false],
  ['trigger/?.ts', 'trigger/a.ts', true],
  ['trigger/*.{ts,tsx}', 'trigger/a.tsx', true],
  ['trigger/*.{ts,tsx}', 'trigger/a.js', false],
  ['trigger/a+b.ts', 'trigger/a+b.ts', true],
  ['trigger/a.ts', 'trigger/axts', false],
])('%s against %s is %s', (glob, path, matches) => {
  expect(globPattern(glob).test(path)).toBe(matches)
})

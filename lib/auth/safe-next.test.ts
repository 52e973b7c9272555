import { expect, it } from 'vitest'
import { safeNext } from './safe-next'

it.each([
  ['/e/default/runs?status=FAILED#top', '/e/default/runs?status=FAILED#top'],
  ['/', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/\t/evil.example/', '/'],
  ['/\n/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['evil', '/'],
  ['/sign-in?next=/sign-in', '/'],
])('%j leads to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected)
})

import { expect, test } from 'vitest'
import { createBackOff } from './back-off'

const times = { firstMs: 100, maxMs: 1_000, stableMs: 30_000 }

test('quick crashes wait twice as long each time, up to the ceiling', () => {
  const next = createBackOff(times)
  expect([1, 2, 3, 4, 5, 6].map(() => next(50))).toEqual([100, 200, 400, 800, 1_000, 1_000])
})

test('a crash after a sound run comes back at once', () => {
  const next = createBackOff(times)
  next(50)
  next(50)
  expect(next(30_000)).toBe(100)
  expect(next(50)).toBe(200)
})

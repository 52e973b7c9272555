import { describe, expect, it } from 'vitest'
import { tokenExpiry } from './token-expiry'

const now = new Date('2026-01-01T00:00:00.700Z')
const second = Math.floor(now.getTime() / 1000)

describe('when a token ends', () => {
  it.each<[string | number, number | null]>([
    ['15m', second + 900],
    ['1h', second + 3_600],
    ['90 seconds', second + 90],
    ['1.5 hours', second + 5_400],
    ['2 days from now', second + 172_800],
    ['+3w', second + 1_814_400],
    ['1y', second + 31_557_600],
    ['5M', second + 300],
    ['5m ago', second - 300],
    ['-1h', second - 3_600],
    [1_900_000_000, 1_900_000_000],
    ['-1h ago', null],
    ['soon', null],
    ['10', null],
    ['', null],
  ])('%s', (expirationTime, expected) => expect(tokenExpiry(expirationTime, now)).toBe(expected))
})

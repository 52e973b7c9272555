import { expect, test } from 'vitest'
import { ShortPeriod, shortPeriodMs } from './short-period'

test.each([
  ['30s', 30_000],
  ['15m', 900_000],
  ['24h', 86_400_000],
  ['7d', 604_800_000],
  ['1w', 604_800_000],
])('%s is a period', (period, ms) => {
  expect(shortPeriodMs(ShortPeriod.parse(period))).toBe(ms)
})

test.each(['8d', '2w', '605000s', `${'9'.repeat(400)}h`])('%s is longer than a week', (period) => {
  expect(ShortPeriod.safeParse(period).error?.issues).toMatchObject([{ message: 'period is too large (max 7d)' }])
})

test.each(['', '0m', '15', 'm', '1h30m', '1.5h', '-1h', '1M'])('"%s" is none', (period) => {
  expect(ShortPeriod.safeParse(period).success).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { formatBytes } from './bytes'
import { formatDuration } from './duration'
import { formatExactTime } from './exact-time'
import { formatCount, formatNumber } from './number'
import { formatPeriod, parsePeriodMs } from './period'
import { formatRelativeTime } from './relative-time'
import { shortId } from './short-id'

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [42, '42 ms'],
    [400, '0.4 s'],
    [12_440, '12.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1 m 00 s'],
    [112_000, '1 m 52 s'],
    [7_500_000, '2 h 05 m'],
    [273_600_000, '3 d 4 h'],
    [-5, '0 ms'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('ticks in whole seconds', () => {
    expect(formatDuration(12_999, { ticking: true })).toBe('12 s')
    expect(formatDuration(60_000, { ticking: true })).toBe('1 m 00 s')
  })

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('%s is no duration', (ms) => {
    expect(formatDuration(ms)).toBe('—')
  })
})

describe('formatRelativeTime', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  it.each([
    [1, 'just now'],
    [-2, 'just now'],
    [12, '12 s ago'],
    [240, '4 min ago'],
    [10_800, '3 h ago'],
    [200_000, '2 d ago'],
    [-300, 'in 5 min'],
  ])('%d seconds before is %s', (seconds, text) => {
    expect(formatRelativeTime(new Date(now.getTime() - seconds * 1_000), now)).toBe(text)
  })

  it('has no words for no date', () => {
    expect(formatRelativeTime(new Date(Number.NaN), now)).toBe('—')
  })
})

describe('the other formats', () => {
  it('writes exact times to the millisecond with their zone', () => {
    expect(formatExactTime(new Date('2026-11-22T10:26:17.123Z'), 'UTC')).toBe('2026-11-22 10:26:17.123 UTC')
  })

  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_536, '1.5 KB'],
    [104_857_600, '100 MB'],
    [null, '—'],
  ])('%s bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it('groups numbers, and counts in the singular where it should', () => {
    expect(formatNumber(12_345)).toBe('12,345')
    expect(formatNumber(undefined)).toBe('—')
    expect(formatCount(1, 'run')).toBe('1 run')
    expect(formatCount(3_412, 'run')).toBe('3,412 runs')
  })

  it('reads and names periods', () => {
    expect(parsePeriodMs('24h')).toBe(86_400_000)
    expect(parsePeriodMs('0h')).toBeNull()
    expect(parsePeriodMs('banana')).toBeNull()
    expect(formatPeriod('1d')).toBe('Last day')
    expect(formatPeriod('15m')).toBe('Last 15 minutes')
  })

  it('shortens ids to the part that differs', () => {
    expect(shortId('run_cmwrq45ab000xtg7d1884jk5s')).toBe('1884jk5s')
    expect(shortId('run_ab')).toBe('ab')
  })
})

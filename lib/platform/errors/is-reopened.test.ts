import { describe, expect, it } from 'vitest'
import type { ErrorGroupRecord } from './error-group-record'
import { isReopened } from './is-reopened'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const group = (changes: Partial<ErrorGroupRecord>): ErrorGroupRecord => ({
  environment_id: 'env',
  fingerprint: 'f',
  task_id: 'pay',
  error_type: 'Error',
  error_message: 'declined',
  count: 10,
  first_seen: at(0),
  last_seen: at(1),
  status: 'unresolved',
  resolved_at: null,
  resolved_in_version: null,
  ignored_at: null,
  ignored_until: null,
  ignored_reason: null,
  ignored_until_rate: null,
  ignored_until_total: null,
  ignored_at_count: null,
  ...changes,
})
const seen = (minute: number, version: string | null = '20260101.2', inLastMinute = 1) => ({
  fresh: [{ at: at(minute), version }],
  inLastMinute,
})

describe('a resolved group', () => {
  const resolved = group({ status: 'resolved', resolved_at: at(5) })
  it('is reopened by an occurrence after it was resolved', () => {
    expect(isReopened(resolved, seen(6), at(6))).toBe(true)
    expect(isReopened(resolved, seen(5), at(6))).toBe(false)
  })

  it.each([
    ['20260101.9', true],
    ['20260101.10', true],
    ['20260102.1', true],
    ['20260101.8', false],
    ['20251231.99', false],
    [null, true],
  ])('resolved in 20260101.9, and seen on %s: %s', (version, reopened) => {
    const inVersion = { ...resolved, resolved_in_version: '20260101.9' }
    expect(isReopened(inVersion, seen(6, version), at(6))).toBe(reopened)
  })
})

describe('an ignored group', () => {
  it('stays ignored without a condition', () => {
    expect(isReopened(group({ status: 'ignored', ignored_at: at(5) }), seen(60), at(60))).toBe(false)
  })

  it('is reopened by an occurrence after its time', () => {
    const until = group({ status: 'ignored', ignored_until: at(10) })
    expect([at(9), at(10)].map((now) => isReopened(until, seen(9), now))).toEqual([false, true])
  })

  it('is reopened by more in a minute than were to be ignored', () => {
    const rate = group({ status: 'ignored', ignored_until_rate: 3 })
    expect([3, 4].map((inLastMinute) => isReopened(rate, seen(9, null, inLastMinute), at(9)))).toEqual([false, true])
  })

  it('is reopened by as many as were given, counted from when it was ignored', () => {
    const total = (count: number) => group({ status: 'ignored', count, ignored_until_total: 5, ignored_at_count: 10 })
    expect([14, 15].map((count) => isReopened(total(count), seen(9), at(9)))).toEqual([false, true])
  })
})

it('leaves an unresolved group as it is', () => {
  expect(isReopened(group({}), seen(9), at(9))).toBe(false)
})

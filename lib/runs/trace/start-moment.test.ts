import { describe, expect, test } from 'vitest'
import { startAfter, startAt, wallClock } from './start-moment'

const now = new Date('2026-11-22T10:00:00Z')

describe('a start after a while', () => {
  test.each([
    ['10m', '2026-11-22T10:10:00.000Z'],
    ['2h30m', '2026-11-22T12:30:00.000Z'],
    [' 1 D ', '2026-11-23T10:00:00.000Z'],
    ['0s', '2026-11-22T10:00:00.000Z'],
  ])('%s is a moment', (text, moment) => expect(startAfter(text, now)?.at.toISOString()).toBe(moment))

  test.each(['', '10', 'soon', '30m2h', '-5m', '1.5h', '2026-11-22', '99999999999999w'])('%s is none', (text) =>
    expect(startAfter(text, now)).toBeNull(),
  )
})

describe('a start at a time', () => {
  test('the clock is that of the zone in which times are shown', () => {
    expect(startAt('2026-12-24T18:00', 'UTC')?.delay).toBe('2026-12-24T18:00:00.000Z')
    expect(startAt('2026-12-24T18:00', 'Europe/Berlin')?.at).toEqual(new Date('2026-12-24T18:00'))
  })

  test('what the field begins with is read back as the same minute', () => {
    for (const zone of ['UTC', 'Europe/Berlin']) expect(startAt(wallClock(now, zone), zone)?.at).toEqual(now)
  })

  test.each(['', '2026-12-24', 'tomorrow', '2026-13-45T18:00'])('%s is none', (text) =>
    expect(startAt(text, 'UTC')).toBeNull(),
  )
})

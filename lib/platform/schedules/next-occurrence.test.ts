import { describe, expect, it } from 'vitest'
import { nextOccurrence, nextOccurrences } from './next-occurrence'

const from = (cron: string, timezone: string, after: string, count = 3) =>
  nextOccurrences({ cron, timezone }, new Date(after), count).map((at) => at.toISOString().slice(0, 16))

describe('where daylight saving skips an hour', () => {
  it.each([
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00Z', ['2026-03-08T07:00', '2026-03-09T06:30']],
    ['Europe/Berlin', '30 2 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00', '2026-03-30T00:30']],
    // Lord Howe moves its clocks by half an hour.
    ['Australia/Lord_Howe', '10 2 * * *', '2026-10-02T16:00Z', ['2026-10-03T15:30', '2026-10-04T15:10']],
    // The day begins at 01:00 in Santiago when summer comes.
    ['America/Santiago', '0 0 * * *', '2026-09-05T12:00Z', ['2026-09-06T04:00', '2026-09-07T03:00']],
  ])('%s runs %s right after the gap, that day only', (timezone, cron, after, expected) => {
    expect(from(cron, timezone, after, 2)).toEqual(expected)
  })

  it('several times of day in the gap come together, once', () => {
    expect(from('0,30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:00',
    ])
  })

  it('every hour and every half hour go on without a hole in real time', () => {
    expect(from('0 * * * *', 'America/New_York', '2026-03-08T05:30Z')).toEqual([
      '2026-03-08T06:00',
      '2026-03-08T07:00',
      '2026-03-08T08:00',
    ])
    expect(from('*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:29Z')).toEqual([
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ])
  })

  it('a step within the skipped hour has no time that day', () => {
    expect(from('*/20 2 * * *', 'America/New_York', '2026-03-08T00:00Z', 1)).toEqual(['2026-03-09T06:00'])
  })
})

describe('where daylight saving repeats an hour', () => {
  it.each([
    ['America/New_York', '30 1 * * *', '2026-10-31T12:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
    ['Europe/Berlin', '30 2 * * *', '2026-10-24T12:00Z', ['2026-10-25T00:30', '2026-10-26T01:30']],
    ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T00:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
    [
      'America/New_York',
      '0,30 1 * * *',
      '2026-10-31T12:00Z',
      ['2026-11-01T05:00', '2026-11-01T05:30', '2026-11-02T06:00'],
    ],
  ])('%s runs %s in the first of the two hours only', (timezone, cron, after, expected) => {
    expect(from(cron, timezone, after, expected.length)).toEqual(expected)
  })

  it('every hour runs in both', () => {
    expect(from('0 * * * *', 'America/New_York', '2026-11-01T04:30Z')).toEqual([
      '2026-11-01T05:00',
      '2026-11-01T06:00',
      '2026-11-01T07:00',
    ])
  })
})

it('a time of the calendar is not its own next one', () => {
  const calendar = { cron: '* * * * *', timezone: 'UTC' }
  expect(nextOccurrence(calendar, new Date('2026-01-01T10:00:00.000Z'))).toEqual(new Date('2026-01-01T10:01:00.000Z'))
  expect(nextOccurrence(calendar, new Date('2026-01-01T09:59:59.999Z'))).toEqual(new Date('2026-01-01T10:00:00.000Z'))
})

it('knows the last day of a month, the last Friday, the second Monday, leap days, and either of two kinds of day', () => {
  expect(from('0 0 L * *', 'UTC', '2026-02-04T00:00Z', 2)).toEqual(['2026-02-28T00:00', '2026-03-31T00:00'])
  expect(from('0 0 * * 5L', 'UTC', '2026-01-01T00:00Z', 2)).toEqual(['2026-01-30T00:00', '2026-02-27T00:00'])
  expect(from('0 0 * * 1#2', 'UTC', '2026-01-01T00:00Z', 2)).toEqual(['2026-01-12T00:00', '2026-02-09T00:00'])
  expect(from('0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', 1)).toEqual(['2028-02-29T00:00'])
  expect(from('0 0 13 * 5', 'UTC', '2026-01-08T00:00Z', 2)).toEqual(['2026-01-09T00:00', '2026-01-13T00:00'])
})

it('has no next time for a day that never comes', () => {
  expect(nextOccurrence({ cron: '0 0 30 2 *', timezone: 'UTC' }, new Date())).toBeNull()
})

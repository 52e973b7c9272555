import { describe, expect, it } from 'vitest'
import { liveText } from './live-text'

const now = new Date(100_000)

describe('the live state in words', () => {
  it('is one word while changes arrive', () => {
    expect(liveText({ status: 'live', since: 0, dataAt: 0 }, now)).toBe('Live')
  })
  it('counts the seconds since the stream was lost', () => {
    expect(liveText({ status: 'reconnecting', since: 88_000 }, now)).toBe('Reconnecting… 12 s')
  })
  it('tells the age of paused data once it is old', () => {
    expect(liveText({ status: 'paused', dataAt: 70_000 }, now)).toBe('Paused · data 30 s old')
    expect(liveText({ status: 'paused', dataAt: 99_000 }, now)).toBe('Paused')
  })
  it('claims no age that it does not know', () => {
    expect(liveText({ status: 'reconnecting' }, now)).toBe('Reconnecting…')
  })
})

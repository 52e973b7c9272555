import { describe, expect, it } from 'vitest'
import { canonicalStatus, RUN_STATUS_WORDS, statusFacts } from './run-status'

describe('run statuses', () => {
  it('has a label of its own and a meaning for each word of the API', () => {
    const labels = RUN_STATUS_WORDS.map((word) => statusFacts(word).label)
    expect(new Set(labels).size).toBe(RUN_STATUS_WORDS.length)
  })

  it('tells failures apart by their icon, not by colour alone', () => {
    const icons = RUN_STATUS_WORDS.filter((word) => statusFacts(word).tone === 'bad').map(
      (word) => statusFacts(word).icon,
    )
    expect(icons).toHaveLength(4)
    expect(new Set(icons).size).toBe(4)
  })

  it('calls exactly the ended ones final', () => {
    expect(RUN_STATUS_WORDS.filter((word) => statusFacts(word).final)).toEqual([
      'COMPLETED',
      'CANCELED',
      'FAILED',
      'CRASHED',
      'SYSTEM_FAILURE',
      'EXPIRED',
      'TIMED_OUT',
    ])
  })

  it.each([
    ['PENDING', 'QUEUED'],
    ['COMPLETED_SUCCESSFULLY', 'COMPLETED'],
    ['COMPLETED_WITH_ERRORS', 'FAILED'],
    ['INTERRUPTED', 'FAILED'],
    ['WAITING_TO_RESUME', 'WAITING'],
    ['FROZEN', 'WAITING'],
    ['executing', 'EXECUTING'],
  ])('reads the older word %s as %s', (word, status) => {
    expect(canonicalStatus(word)).toBe(status)
  })

  it('shows a word it has never heard of as words, and never takes it for final', () => {
    expect(statusFacts('SUSPENDED_BY_MOON')).toMatchObject({
      label: 'Suspended by moon',
      tone: 'neutral',
      final: false,
    })
    expect(canonicalStatus('SUSPENDED_BY_MOON')).toBe('SUSPENDED_BY_MOON')
    expect(statusFacts('')).toMatchObject({ label: 'Unknown' })
    expect(statusFacts('toString')).toMatchObject({ icon: 'unknown' })
    expect(statusFacts('x'.repeat(10_000)).label.length).toBeLessThanOrEqual(40)
  })
})

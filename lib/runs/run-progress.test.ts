import { describe, expect, it } from 'vitest'
import { progressOf } from './run-progress'

describe('progressOf', () => {
  it.each([
    [{ progress: 0.25 }, 0.25],
    [{ progress: 25 }, 0.25],
    [{ progress: 1 }, 1],
    [{ progress: 0 }, 0],
    [{ progress: 250 }, 1],
    [{ progress: -3 }, 0],
    [{ percent: 1 }, 0.01],
    [{ progress: { percent: 40 } }, 0.4],
    [{ status: { progress: 62 } }, 0.62],
    [{ done: 3, total: 8 }, 0.375],
  ])('reads %j as the share %d', (metadata, fraction) => {
    expect(progressOf(metadata).fraction).toBeCloseTo(fraction)
  })

  it('joins counts and stage', () => {
    expect(progressOf({ done: 3, total: 8, stage: 'transcoding' }).label).toBe('3 of 8 · transcoding')
    expect(progressOf({ progress: { completed: 71_204, total: 100_000, unit: 'rows' } }).label).toBe(
      '71,204 of 100,000 rows',
    )
  })

  it('takes the label of a status object or a status that is words', () => {
    expect(progressOf({ status: { label: 'Reading sources' } })).toEqual({ fraction: null, label: 'Reading sources' })
    expect(progressOf({ status: 'warming up' }).label).toBe('warming up')
  })

  it.each([
    undefined,
    null,
    'text',
    7,
    true,
    [],
    [{ progress: 1 }],
    {},
    { progress: 'half' },
    { progress: Number.NaN },
    { total: 0, done: 0 },
    { stage: 7 },
    { stage: '  ' },
  ])('knows nothing about %j', (metadata) => {
    expect(progressOf(metadata)).toEqual({ fraction: null, label: null })
  })

  it('cuts a label that would fill the page', () => {
    expect(progressOf({ stage: 'x'.repeat(100_000) }).label).toHaveLength(120)
  })
})

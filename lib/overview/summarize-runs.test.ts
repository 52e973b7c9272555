import { describe, expect, it } from 'vitest'
import type { RunRow } from '../runs/run'
import { summarizeRuns } from './summarize-runs'

const now = new Date('2026-11-22T10:30:00Z')

function run(status: string, createdAt: string): RunRow {
  const at = new Date(createdAt)
  return {
    id: `run_${createdAt}`,
    status,
    taskId: 't',
    tags: [],
    isTest: false,
    createdAt: at,
    updatedAt: at,
    durationMs: 0,
  }
}

describe('summarizeRuns', () => {
  it('counts each status once per run, in the order of their life', () => {
    const { statuses } = summarizeRuns(
      [
        run('FAILED', '2026-11-22T10:00:00Z'),
        run('QUEUED', '2026-11-22T10:01:00Z'),
        run('FAILED', '2026-11-22T09:00:00Z'),
      ],
      now,
    )
    expect(statuses).toEqual([
      { status: 'QUEUED', count: 1 },
      { status: 'FAILED', count: 2 },
    ])
  })

  it('puts runs into the hour they were created in', () => {
    const { hours } = summarizeRuns(
      [
        run('COMPLETED', '2026-11-22T10:00:00Z'),
        run('CRASHED', '2026-11-22T09:59:59.999Z'),
        run('EXECUTING', '2026-11-22T10:29:00Z'),
      ],
      now,
    )
    expect(hours.at(-1)).toMatchObject({ start: new Date('2026-11-22T10:00:00Z'), completed: 1, open: 1, failed: 0 })
    expect(hours.at(-2)).toMatchObject({ start: new Date('2026-11-22T09:00:00Z'), failed: 1 })
  })

  it('shows 24 hours, the quiet ones too', () => {
    expect(summarizeRuns([], now).hours).toHaveLength(24)
  })

  it('leaves a run that is older than the first hour out of the chart but not out of the counts', () => {
    const { hours, statuses } = summarizeRuns([run('COMPLETED', '2026-11-21T10:59:59Z')], now)
    expect(hours.every((hour) => hour.completed === 0)).toBe(true)
    expect(statuses).toEqual([{ status: 'COMPLETED', count: 1 }])
  })

  it('counts a canceled run as neither good nor bad', () => {
    expect(summarizeRuns([run('CANCELED', '2026-11-22T10:00:00Z')], now).hours.at(-1)).toMatchObject({
      stopped: 1,
      failed: 0,
    })
  })

  it('keeps a status it has never heard of', () => {
    expect(summarizeRuns([run('HIBERNATING', '2026-11-22T10:00:00Z')], now).statuses).toEqual([
      { status: 'HIBERNATING', count: 1 },
    ])
  })
})

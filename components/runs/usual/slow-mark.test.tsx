// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { run } from '@/lib/runs/run.factory'
import { SlowMark } from './slow-mark'
import { UsualDurationsProvider } from './usual-context'

const START = new Date('2026-11-22T10:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const show = (row: Parameters<typeof SlowMark>[0]['run']) =>
  render(
    <UsualDurationsProvider value={{ 'import-csv': { p95Ms: 3_000, samples: 87 } }}>
      <SlowMark run={row} />
    </UsualDurationsProvider>,
  )

it('appears beside a running run in the second in which it passes the p95 of its task', () => {
  show(run.executing({ startedAt: START }))
  act(() => void vi.advanceTimersByTime(3_000))
  expect(screen.queryByRole('img')).toBeNull()
  act(() => void vi.advanceTimersByTime(1_000))
  expect(screen.getByRole('img', { name: 'Slower than 95 % of the last 87 runs (p95 3.0 s)' })).toBeTruthy()
})

it('says nothing of a task whose usual duration is not known', () => {
  show(run.completed({ taskId: 'rare', finishedAt: new Date('2026-11-22T11:00:00Z') }))
  expect(screen.queryByRole('img')).toBeNull()
  expect(vi.getTimerCount()).toBe(0)
})

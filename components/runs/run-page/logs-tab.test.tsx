// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TimeFormatProvider } from '@/components/layout/time-format'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { listLogs } from '@/lib/runs/trace/logs'
import { traceItem, traceOf } from '@/lib/runs/trace/trace.factory'
import { useElementSize } from './element-size-for-tests'
import { LogsTab } from './logs-tab'

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

useElementSize({ width: 600, height: 480, rowHeight: 24 })

const scrolledTo = vi.fn()
beforeEach(() => {
  HTMLElement.prototype.scrollTo = scrolledTo as unknown as HTMLElement['scrollTo']
})
afterEach(() => {
  scrolledTo.mockClear()
  cleanup()
})

const linesUpTo = (count: number) =>
  listLogs(
    traceOf(...Array.from({ length: count }, (_, index) => traceItem.log(`line ${index}`, { startMs: index }))),
    'run_main',
  )

const logs = (count: number, isLive = true) => (
  <TimeFormatProvider initialMode="utc">
    <TooltipProvider>
      <LogsTab runId="run_main" lines={linesUpTo(count)} isLive={isLive} selectedId={null} onSelect={() => {}} />
    </TooltipProvider>
  </TimeFormatProvider>
)

const jump = () => screen.queryByRole('button', { name: /Jump to the end/ })
const list = () => screen.getByRole('log')

test('new lines of a live run are followed', () => {
  const { rerender } = render(logs(100))
  scrolledTo.mockClear()
  rerender(logs(130))
  expect(scrolledTo).toHaveBeenCalled()
  expect(jump()).toBeNull()
})

test('scrolling up pauses following; the button goes on with it', async () => {
  const { rerender } = render(logs(100))
  fireEvent.wheel(list(), { deltaY: -120 })
  scrolledTo.mockClear()
  rerender(logs(130))
  expect(scrolledTo).not.toHaveBeenCalled()
  await userEvent.click(jump() as HTMLElement)
  expect(scrolledTo).toHaveBeenCalled()
  expect(jump()).toBeNull()
})

test('wrapping lines does not change whether the end is followed', async () => {
  render(logs(100))
  fireEvent.wheel(list(), { deltaY: -120 })
  await userEvent.click(screen.getByRole('button', { name: 'Do not wrap lines' }))
  expect(jump()).not.toBeNull()
})

test('a run that has ended is read from its beginning', () => {
  render(logs(100, false))
  for (const [options] of scrolledTo.mock.calls) expect(options).toMatchObject({ top: 0 })
  expect(jump()).toBeNull()
})

test('of ten thousand lines only those in view are drawn, and a search tells how many match', async () => {
  render(logs(10_000, false))
  const drawn = list().querySelectorAll('button').length
  expect(drawn).toBeGreaterThan(15)
  expect(drawn).toBeLessThan(80)
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search the logs' }), 'line 999')
  expect(screen.getByRole('status').textContent).toBe('11 of 10,000 lines')
})

test('a filter that matches nothing can be cleared', async () => {
  render(logs(3, false))
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search the logs' }), 'nothing like it')
  await userEvent.click(screen.getByRole('button', { name: 'Clear the filter' }))
  expect(screen.getByRole('status').textContent).toBe('3 lines')
})

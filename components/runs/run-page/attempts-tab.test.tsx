// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { TimeFormatProvider } from '@/components/layout/time-format'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { listAttempts } from '@/lib/runs/trace/attempts'
import { timelineRun, traceItem, traceOf } from '@/lib/runs/trace/trace.factory'
import { AttemptsTab } from './attempts-tab'

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

afterEach(cleanup)

const Page = ({ children }: { children: React.ReactNode }) => (
  <TimeFormatProvider initialMode="utc">
    <TooltipProvider>{children}</TooltipProvider>
  </TimeFormatProvider>
)

const trace = traceOf(
  traceItem.failedAttempt(1, { durationMs: 500 }),
  traceItem.failedAttempt(2, { startMs: 3_000, durationMs: 500 }),
  traceItem.attempt(3, { startMs: 6_000 }),
)

function show(onSelectSpan = () => {}) {
  const attempts = listAttempts(timelineRun.completed({ attemptCount: 3 }), trace)
  render(
    <Page>
      <AttemptsTab attempts={attempts} onSelectSpan={onSelectSpan} />
    </Page>,
  )
}

test('the newest attempt stands first, and each failed one has its own error and stack', () => {
  show()
  const items = within(screen.getByRole('list', { name: 'Attempts, newest first' })).getAllByRole('listitem')
  expect(items.map((item) => within(item).getByRole('heading').textContent)).toEqual([
    'Attempt 3',
    'Attempt 2',
    'Attempt 1',
  ])
  expect(items[0]?.textContent).toContain('Succeeded')
  expect(items[1]?.textContent).toContain('Error: attempt 2 failed')
  expect(items[2]?.querySelector('pre')?.textContent).toContain('at run')
})

test('an attempt can be shown in the timeline', async () => {
  const onSelectSpan = vi.fn()
  show(onSelectSpan)
  const [newest] = screen.getAllByRole('button', { name: 'Show in timeline' })
  await userEvent.click(newest as HTMLElement)
  expect(onSelectSpan).toHaveBeenCalledWith('a3')
})

test('a stack of five hundred lines is all there', () => {
  const stack = [
    'Error: deep',
    ...Array.from({ length: 500 }, (_, index) => `    at frame${index} (/app/trigger/a.ts:${index}:1)`),
  ].join('\n')
  const failed = traceOf(traceItem.failedAttempt(1, { exception: { type: 'Error', message: 'deep', stack } }))
  render(
    <Page>
      <AttemptsTab attempts={listAttempts(timelineRun.failed(), failed)} onSelectSpan={() => {}} />
    </Page>,
  )
  expect(document.querySelectorAll('pre > span')).toHaveLength(500)
})

// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shortcutRegistry } from '@/components/layout/page-shortcuts'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { buildTimeline } from '@/lib/runs/trace/build-timeline'
import type { TimelineRun } from '@/lib/runs/trace/timeline'
import type { RunTrace } from '@/lib/runs/trace/trace'
import { timelineRun, traceItem, traceOf } from '@/lib/runs/trace/trace.factory'
import { useElementSize } from './element-size-for-tests'
import { Timeline } from './timeline'
import type { RunView, SetRunView } from './use-run-view'

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

useElementSize({ width: 900, height: 600, rowHeight: 32 })

beforeEach(() => window.addEventListener('keydown', shortcutRegistry.handle))
afterEach(() => {
  window.removeEventListener('keydown', shortcutRegistry.handle)
  cleanup()
})

const DEFAULT_VIEW: RunView = { tab: 'overview', span: null, zoom: null, idle: null, engine: false, with: null }

function Harness({ run, trace }: { run: TimelineRun; trace: RunTrace }) {
  const [view, setView] = useState(DEFAULT_VIEW)
  const set = ((change: Partial<RunView>) => setView((before) => ({ ...before, ...change }))) as SetRunView
  return (
    <TooltipProvider>
      <Timeline timeline={buildTimeline(run, trace)} asOfMs={Date.now()} view={view} setView={set} />
      <output data-testid="span">{view.span ?? 'none'}</output>
    </TooltipProvider>
  )
}

const FAILED_TRACE = traceOf(
  traceItem.root(),
  traceItem.failedAttempt(1, { startMs: 1_000, durationMs: 1_000 }),
  traceItem.span('<b>read</b>', { id: 's1', startMs: 1_100 }),
  traceItem.log('row_refused', { id: 'l1', parentId: 's1', startMs: 1_200, level: 'ERROR', isError: true }),
  traceItem.attempt(2, { startMs: 4_000 }),
)

function show(run = timelineRun.completed({ attemptCount: 2 }), trace = FAILED_TRACE) {
  render(<Harness run={run} trace={trace} />)
  return { user: userEvent.setup(), tree: screen.getByRole('tree') }
}

const names = () => screen.getAllByRole('treeitem').map((row) => row.getAttribute('aria-label')?.split(',')[0])
const selected = () => screen.getByTestId('span').textContent

test('the rows tell the story of the run in order', () => {
  show()
  expect(names()).toEqual([
    'import-csv',
    'Queued',
    'Attempt 1',
    '<b>read</b>',
    'Log line: row_refused',
    'Retry in 2.0 s',
    'Attempt 2',
  ])
})

test('arrow keys walk the tree and the tree says which row is active', async () => {
  const { user, tree } = show()
  tree.focus()
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
  expect(selected()).toBe('a1')
  expect(tree.getAttribute('aria-activedescendant')).toBe(within(tree).getByRole('treeitem', { selected: true }).id)
  await user.keyboard('{ArrowRight}{ArrowRight}')
  expect(selected()).toBe('l1')
  await user.keyboard('{ArrowLeft}')
  expect(selected()).toBe('s1')
  await user.keyboard('{End}')
  expect(selected()).toBe('a2')
  await user.keyboard('{Home}')
  expect(selected()).toBe('root')
})

test('left closes a row and right opens it again', async () => {
  const { user, tree } = show()
  tree.focus()
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowLeft}')
  expect(screen.getByRole('treeitem', { name: /Attempt 1/ }).getAttribute('aria-expanded')).toBe('false')
  expect(names()).not.toContain('<b>read</b>')
  await user.keyboard('{ArrowRight}')
  expect(names()).toContain('<b>read</b>')
})

test('w closes all rows, e opens them, and n finds an error inside a closed one', async () => {
  const { user } = show()
  await user.keyboard('w')
  expect(names()).toEqual(['import-csv', 'Queued', 'Attempt 1', 'Retry in 2.0 s', 'Attempt 2'])
  await user.keyboard('n')
  expect(selected()).toBe('a1')
  await user.keyboard('n')
  expect(selected()).toBe('l1')
  expect(names()).toContain('Log line: row_refused')
  await user.keyboard('we')
  expect(names()).toHaveLength(7)
})

test('a name with markup is text', () => {
  show()
  expect(screen.getByText('<b>read</b>').querySelector('b')).toBeNull()
})

test('of ten thousand spans only those in view are drawn', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => traceItem.span(`span ${index}`, { id: `s${index}` }))
  show(timelineRun.completed(), traceOf(traceItem.root(), traceItem.attempt(1), ...many))
  expect(screen.getAllByRole('treeitem').length).toBeLessThan(60)
  expect(screen.getAllByRole('treeitem').length).toBeGreaterThan(15)
})

test('a run in the queue shows that it still waits', () => {
  show(timelineRun.queued({ createdAt: new Date(Date.now() - 5_000) }), traceOf())
  expect(screen.getByRole('treeitem', { name: /^Queued.*still open/ })).toBeDefined()
})

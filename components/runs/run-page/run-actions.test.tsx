// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionUserProvider } from '@/components/auth/session-user'
import { shortcutRegistry } from '@/components/layout/page-shortcuts'
import { Toaster } from '@/components/ui/toaster'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import type { Role } from '@/lib/auth/permissions'
import { cancelRun, replayRun } from '@/lib/runs/actions'
import { type RunDetail, toRunDetail } from '@/lib/runs/run'
import { RunActions } from './run-actions'

// A server action is a request to the server: what is tested here is what the page makes of its answer.
vi.mock('@/lib/runs/actions', () => ({
  addRunTags: vi.fn(),
  cancelRun: vi.fn(),
  replayRun: vi.fn(),
  startRun: vi.fn(),
}))
const push = vi.fn()
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

beforeEach(() => window.addEventListener('keydown', shortcutRegistry.handle))
afterEach(() => {
  window.removeEventListener('keydown', shortcutRegistry.handle)
  vi.clearAllMocks()
  cleanup()
})

const runWith = (status: string, more: object = {}): RunDetail =>
  toRunDetail({ id: 'run_abcdefgh', status, taskIdentifier: 'import-csv', createdAt: new Date(), ...more })

function show(run: RunDetail, role: Role = 'operator') {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionUserProvider user={{ id: 'u', name: 'Ada', email: 'ada@example.com', role }}>
        <TooltipProvider>
          <Toaster>
            <RunActions environment="default" run={run} />
          </Toaster>
        </TooltipProvider>
      </SessionUserProvider>
    </QueryClientProvider>,
  )
  return userEvent.setup()
}

const button = (name: RegExp) => screen.getByRole('button', { name })
const isOff = (name: RegExp) => button(name).getAttribute('aria-disabled') === 'true'

test('a run that has finished can be replayed but not canceled', async () => {
  const user = show(runWith('COMPLETED', { finishedAt: new Date() }))
  expect([isOff(/Cancel run/), isOff(/Replay/)]).toEqual([true, false])
  await user.keyboard('c')
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a viewer is offered neither, by pointer or by key', async () => {
  const user = show(runWith('EXECUTING'), 'viewer')
  expect([isOff(/Cancel run/), isOff(/Replay/)]).toEqual([true, true])
  await user.keyboard('cr')
  await user.click(button(/Replay/))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(replayRun).not.toHaveBeenCalled()
})

test('canceling says exactly what will stop and asks first', async () => {
  vi.mocked(cancelRun).mockResolvedValue({
    ok: true,
    data: { runId: 'run_abcdefgh', status: 'EXECUTING', outcome: 'canceled' },
  })
  const child = { id: 'run_child', status: 'EXECUTING', taskIdentifier: 'child' }
  const user = show(runWith('EXECUTING', { startedAt: new Date(), relatedRuns: { children: [child] } }))
  await user.keyboard('c')
  const dialog = await screen.findByRole('dialog')
  expect(dialog.textContent).toContain('import-csv')
  expect(dialog.textContent).toContain('One run that it started and that is still going will be canceled too.')
  expect(cancelRun).not.toHaveBeenCalled()
  await user.click(button(/Cancel run abcdefgh/))
  await waitFor(() => expect(cancelRun).toHaveBeenCalledWith({ environment: 'default', runId: 'run_abcdefgh' }))
  expect((await screen.findAllByText('Run abcdefgh canceled')).length).toBeGreaterThan(0)
})

test('the second of two tabs is told that the run had already been canceled', async () => {
  vi.mocked(cancelRun).mockResolvedValue({
    ok: true,
    data: { runId: 'run_abcdefgh', status: 'CANCELED', outcome: 'already-finished' },
  })
  const user = show(runWith('EXECUTING'))
  await user.keyboard('c')
  await user.click(await screen.findByRole('button', { name: /Cancel run abcdefgh/ }))
  expect((await screen.findAllByText('Run abcdefgh had already been canceled')).length).toBeGreaterThan(0)
})

test('a replay lands on the new run', async () => {
  vi.mocked(replayRun).mockResolvedValue({ ok: true, data: { runId: 'run_new' } })
  const user = show(runWith('FAILED'))
  await user.keyboard('r')
  await waitFor(() => expect(push).toHaveBeenCalledWith('/e/default/runs/run_new'))
})

test('a refusal is told with its code and id, and nothing is left', async () => {
  vi.mocked(replayRun).mockResolvedValue({
    ok: false,
    code: 'unavailable',
    message: 'The platform cannot be reached.',
    errorId: 'k3j9x2',
  })
  const user = show(runWith('FAILED'))
  await user.click(button(/Replay/))
  expect((await screen.findAllByText('unavailable k3j9x2')).length).toBeGreaterThan(0)
  expect(push).not.toHaveBeenCalled()
})

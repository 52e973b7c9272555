// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SessionUserProvider } from '@/components/auth/session-user'
import { shortcutRegistry } from '@/components/layout/page-shortcuts'
import { TimeFormatProvider } from '@/components/layout/time-format'
import { Toaster } from '@/components/ui/toaster'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import type { Role } from '@/lib/auth/permissions'
import { cancelRun, replayRun, rescheduleRun } from '@/lib/runs/actions'
import { type RunDetail, toRunDetail } from '@/lib/runs/run'
import { runOptions } from '@/lib/runs/run-options'
import { RunActions } from './run-actions'

// A server action is a request to the server: what is tested here is what the page makes of its answer.
vi.mock('@/lib/runs/actions', () => ({
  addRunTags: vi.fn(),
  cancelRun: vi.fn(),
  replayRun: vi.fn(),
  rescheduleRun: vi.fn(),
  revealRunData: vi.fn(),
  startRun: vi.fn(),
}))
const push = vi.fn()
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

/** The dialogs come on demand; on a busy machine their code takes seconds. */
const ARRIVES = { timeout: 20_000 }

beforeEach(() => window.addEventListener('keydown', shortcutRegistry.handle))
afterEach(() => {
  window.removeEventListener('keydown', shortcutRegistry.handle)
  vi.clearAllMocks()
  cleanup()
})

const runWith = (status: string, more: object = {}): RunDetail =>
  toRunDetail({ id: 'run_abcdefgh', status, taskIdentifier: 'import-csv', createdAt: new Date(), ...more })

function show(run: RunDetail, role: Role = 'operator', client = new QueryClient()) {
  render(
    <QueryClientProvider client={client}>
      <SessionUserProvider user={{ id: 'u', name: 'Ada', email: 'ada@example.com', role }}>
        <TooltipProvider>
          <TimeFormatProvider initialMode="utc">
            <Toaster>
              <RunActions environment="default" run={run} />
            </Toaster>
          </TimeFormatProvider>
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
  const dialog = await screen.findByRole('dialog', {}, ARRIVES)
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
  await user.click(await screen.findByRole('button', { name: /Cancel run abcdefgh/ }, ARRIVES))
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

test('a network that is lost is told like a refusal, and the page stays', async () => {
  vi.mocked(replayRun).mockRejectedValue(new TypeError('Failed to fetch'))
  const user = show(runWith('FAILED'))
  await user.click(button(/Replay/))
  expect((await screen.findAllByText(/^Signalbox cannot be reached/)).length).toBeGreaterThan(0)
  expect(isOff(/Replay/)).toBe(false)
})

describe('rescheduling', () => {
  const delayed = () => runWith('DELAYED', { delayedUntil: '2099-01-01T00:00:00.000Z' })

  test('is offered for a delayed run only', () => {
    show(runWith('QUEUED'))
    expect(screen.queryByRole('button', { name: /Reschedule/ })).toBeNull()
    cleanup()
    show(delayed())
    expect(isOff(/Reschedule/)).toBe(false)
    cleanup()
    show(delayed(), 'viewer')
    expect(isOff(/Reschedule/)).toBe(true)
  })

  test('shows the new time at once, and the old one again when it is refused', async () => {
    let answer: (result: Awaited<ReturnType<typeof rescheduleRun>>) => void = () => {}
    vi.mocked(rescheduleRun).mockReturnValue(
      new Promise((resolve) => {
        answer = resolve
      }),
    )
    const client = new QueryClient()
    const { queryKey } = runOptions('default', 'run_abcdefgh')
    const run = delayed()
    client.setQueryData(queryKey, run)
    const user = show(run, 'operator', client)
    await user.click(button(/Reschedule/))
    await screen.findByRole('dialog', {}, ARRIVES)
    await user.keyboard('{Enter}')
    await waitFor(() => expect(rescheduleRun).toHaveBeenCalledWith(expect.objectContaining({ delay: '10m' })))
    const shown = () => client.getQueryData(queryKey)?.delayedUntil?.getTime() ?? 0
    expect(shown()).toBeLessThan(Date.now() + 11 * 60_000)
    const message = 'Run abcdefgh is not delayed any more: executing. Nothing was changed.'
    answer({ ok: false, code: 'conflict', message, errorId: 'k3j9x2' })
    expect((await screen.findByRole('alert', {}, ARRIVES)).textContent).toBe(message)
    expect(shown()).toBe(run.delayedUntil?.getTime())
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  test('a lost network puts the old time back, and its words are gone when the dialog is opened again', async () => {
    vi.mocked(rescheduleRun).mockRejectedValue(new TypeError('Failed to fetch'))
    const client = new QueryClient()
    const { queryKey } = runOptions('default', 'run_abcdefgh')
    const run = delayed()
    client.setQueryData(queryKey, run)
    const user = show(run, 'operator', client)
    await user.click(button(/Reschedule/))
    await screen.findByRole('dialog', {}, ARRIVES)
    await user.keyboard('{Enter}')
    expect((await screen.findByRole('alert', {}, ARRIVES)).textContent).toMatch(/^Signalbox cannot be reached/)
    expect(client.getQueryData(queryKey)?.delayedUntil).toEqual(run.delayedUntil)
    await user.click(button(/Leave it/))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.click(button(/Reschedule/))
    await screen.findByRole('dialog', {}, ARRIVES)
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SessionUserProvider } from '@/components/auth/session-user'
import { Toaster } from '@/components/ui/toaster'
import type { Role } from '@/lib/auth/permissions'
import { run } from '@/lib/runs/run.factory'
import { BulkBar } from './bulk-bar'
import { NewRunsBar } from './new-runs-bar'
import { RunListEmpty } from './run-list-empty'
import { RunProgress } from './run-progress'
import { RunStatusLabel } from './run-status-label'
import { RunTags } from './run-tags'
import { useRunSelection } from './use-run-selection'

afterEach(cleanup)

const as = (role: Role) => ({ id: 'u1', name: 'Ada', email: 'ada@example.com', role })

describe('the strip of new runs', () => {
  it('turns into a button that says how many wait, without changing its height', async () => {
    const onShow = vi.fn(async () => {})
    const { rerender } = render(<NewRunsBar arrived={0} loaded={50} hasMore onShow={onShow} />, { wrapper: Toaster })
    const strip = screen.getByText('The newest 50 runs, more below')
    expect(strip.className).toContain('h-8')
    rerender(<NewRunsBar arrived={3} loaded={50} hasMore onShow={onShow} />)
    const button = screen.getByRole('button', { name: '3 new runs · show them' })
    expect(button.className).toContain('h-8')
    await userEvent.click(button)
    expect(onShow).toHaveBeenCalledOnce()
  })
})

describe('the bar of selected runs', () => {
  const nothing = { busy: null, onCancel: () => {}, onReplay: () => {}, onClear: () => {} }
  const bar = (role: Role, selected: Parameters<typeof BulkBar>[0]['selected']) =>
    render(
      <SessionUserProvider user={as(role)}>
        <BulkBar {...nothing} selected={selected} />
      </SessionUserProvider>,
    )

  it('offers to cancel the unfinished and to replay the finished ones', () => {
    bar('operator', [run.executing(), run.queued(), run.completed()])
    expect(screen.getByRole('button', { name: 'Cancel 2 runs' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Replay 1 run' })).toBeTruthy()
  })

  it('does not offer to cancel what has finished', () => {
    bar('operator', [run.completed()])
    expect(screen.queryByRole('button', { name: /^Cancel/ })).toBeNull()
  })

  it('offers a viewer neither', () => {
    bar('viewer', [run.executing(), run.completed()])
    expect(screen.queryByRole('button', { name: /^(Cancel|Replay)/ })).toBeNull()
  })
})

describe('an empty list', () => {
  const empty = (role: Role, filtered: boolean, onStart = () => {}, onClear = () => {}) =>
    render(
      <SessionUserProvider user={as(role)}>
        <RunListEmpty filtered={filtered} onStart={onStart} onClear={onClear} />
      </SessionUserProvider>,
    )

  it('shows the way to the first run when there is none', async () => {
    const onStart = vi.fn()
    empty('editor', false, onStart)
    await userEvent.click(screen.getByRole('button', { name: 'Start a run' }))
    expect(onStart).toHaveBeenCalledOnce()
  })

  it('shows the way out of a filter that nothing matches', async () => {
    const onClear = vi.fn()
    empty('editor', true, () => {}, onClear)
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(onClear).toHaveBeenCalledOnce()
  })

  it('offers nobody what their role does not allow', () => {
    empty('viewer', false)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('selecting', () => {
  const order = ['a', 'b', 'c', 'd']
  function Rows() {
    const selection = useRunSelection(order)
    return order.map((id) => (
      <button
        key={id}
        type="button"
        aria-pressed={selection.ids.has(id)}
        onClick={(event) => selection.toggle(id, event.shiftKey)}
      >
        {id}
      </button>
    ))
  }

  it('reaches from the last choice to the one with Shift', async () => {
    render(<Rows />)
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'd' }))
    await user.keyboard('{Shift>}')
    await user.click(screen.getByRole('button', { name: 'b' }))
    await user.keyboard('{/Shift}')
    const pressed = screen.getAllByRole('button').filter((button) => button.getAttribute('aria-pressed') === 'true')
    expect(pressed.map((button) => button.textContent)).toEqual(['b', 'c', 'd'])
  })
})

describe('hostile data', () => {
  it('shows a status nobody knows as words', () => {
    render(<RunStatusLabel status="SUSPENDED_BY_MOON" />)
    expect(screen.getByText('Suspended by moon')).toBeTruthy()
  })

  it.each(['text', 7, [1], { progress: 'half' }, null])('draws no bar for the metadata %j', (metadata) => {
    render(<RunProgress run={run.executing({ metadata })} />)
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('has an indeterminate bar where only a stage is known, and a measured one where a share is', () => {
    const { rerender } = render(<RunProgress run={run.executing({ metadata: { stage: 'reading' } })} />)
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull()
    rerender(<RunProgress run={run.executing({ metadata: { progress: 0.42 } })} />)
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('42')
  })

  it('keeps a tag of 10,000 characters short and counts those it does not show', () => {
    render(<RunTags tags={['x'.repeat(10_000), 'עברית', '🚀', 'four']} />)
    expect(screen.getByText(/^x+$/).textContent).toHaveLength(200)
    expect(screen.getByText('+2')).toBeTruthy()
  })
})

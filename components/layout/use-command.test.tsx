// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { Ban } from 'lucide-react'
import { afterEach, expect, it, vi } from 'vitest'
import { commandRegistry } from './command-registry'
import { useCommand } from './use-command'

afterEach(cleanup)

function Page({ run, enabled }: { run: () => void; enabled?: boolean }) {
  useCommand({ id: 'cancel-run', label: 'Cancel this run', icon: Ban, run, enabled })
  return null
}

const offered = () => commandRegistry.list().map(({ label }) => label)

it('offers a command for as long as its page is shown and the action is legal', () => {
  const { rerender, unmount } = render(<Page run={() => {}} />)
  expect(offered()).toEqual(['Cancel this run'])
  rerender(<Page run={() => {}} enabled={false} />)
  expect(offered()).toEqual([])
  rerender(<Page run={() => {}} enabled />)
  expect(offered()).toEqual(['Cancel this run'])
  unmount()
  expect(offered()).toEqual([])
})

it('does what the page would do now, not when it offered the command', () => {
  const [then, now] = [vi.fn(), vi.fn()]
  const { rerender } = render(<Page run={then} />)
  const [command] = commandRegistry.list()
  rerender(<Page run={now} />)
  command?.run()
  expect(then).not.toHaveBeenCalled()
  expect(now).toHaveBeenCalledTimes(1)
})

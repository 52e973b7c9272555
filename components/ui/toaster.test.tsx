// @vitest-environment happy-dom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Toaster } from './toaster'
import { useToast } from './use-toast'

// The deferred code is compiled at its first import, which takes seconds on a busy machine.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

function Canceler() {
  const toast = useToast()
  return (
    <button
      type="button"
      onClick={() => toast({ kind: 'success', title: 'Run canceled', description: 'It had ended.' })}
    >
      Cancel
    </button>
  )
}

it('shows a toast that was added before the code that shows toasts had come', async () => {
  render(
    <Toaster>
      <Canceler />
    </Toaster>,
  )
  screen.getByRole('button', { name: 'Cancel' }).click()
  expect(await screen.findByText('Run canceled')).toBeTruthy()
  expect(screen.getByText('It had ended.')).toBeTruthy()
  screen.getByRole('button', { name: 'Cancel' }).click()
  await waitFor(() => expect(screen.getAllByText('Run canceled')).toHaveLength(2))
})

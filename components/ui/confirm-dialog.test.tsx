// @vitest-environment happy-dom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { ConfirmDialog } from './confirm-dialog'

configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

function show(props: { focusConfirm?: boolean } = {}) {
  const calls: string[] = []
  render(
    <ConfirmDialog
      title="Cancel 2 runs?"
      keep="Keep running"
      confirm="Cancel 2 runs"
      onClose={() => calls.push('closed')}
      onConfirm={() => calls.push('confirmed')}
      {...props}
    >
      run_a, run_b
    </ConfirmDialog>,
  )
  return { calls, user: userEvent.setup() }
}

const button = (name: string) => screen.getByRole('button', { name })
const focusInside = () => waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true))

test('what was confirmed is done once the dialog has closed', async () => {
  const { calls, user } = show()
  await user.click(button('Cancel 2 runs'))
  expect(calls).toEqual(['closed', 'confirmed'])
})

test('keeping, and Escape, do nothing', async () => {
  const { calls, user } = show()
  await user.click(button('Keep running'))
  await user.keyboard('{Escape}')
  expect(calls).toEqual(['closed', 'closed'])
})

test('Enter right after it opens confirms nothing', async () => {
  const { calls, user } = show()
  await focusInside()
  expect(document.activeElement).not.toBe(button('Cancel 2 runs'))
  await user.keyboard('{Enter}')
  expect(calls).not.toContain('confirmed')
})

test('Enter confirms at once where the caller wants it so', async () => {
  const { calls, user } = show({ focusConfirm: true })
  await waitFor(() => expect(document.activeElement).toBe(button('Cancel 2 runs')))
  await user.keyboard('{Enter}')
  expect(calls).toEqual(['closed', 'confirmed'])
})

// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Popover } from './popover'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

/** The panel comes on demand; on a busy machine its code takes seconds. */
const ARRIVES = { timeout: 20_000 }

test('the first press is not lost although the code comes after it, and Escape gives the focus back', async () => {
  const user = userEvent.setup()
  render(
    <Popover label="Exact time" trigger={<button type="button">5 min ago</button>}>
      10:26:17
    </Popover>,
  )
  await user.click(screen.getByRole('button', { name: '5 min ago' }))
  expect((await screen.findByRole('dialog', { name: 'Exact time' }, ARRIVES)).textContent).toContain('10:26:17')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), ARRIVES)
  await waitFor(() => expect(document.activeElement?.textContent).toBe('5 min ago'), ARRIVES)
  await user.click(screen.getByRole('button', { name: '5 min ago' }))
  await screen.findByRole('dialog', { name: 'Exact time' }, ARRIVES)
})

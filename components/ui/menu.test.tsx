// @vitest-environment happy-dom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { Menu, MenuItem } from './menu'

// The deferred code is compiled at its first import, which takes seconds on a busy machine.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

function show(onPick = vi.fn(), onPress = vi.fn()) {
  render(
    <Menu trigger={<button type="button" aria-label="More" onClick={onPress} />}>
      <MenuItem onClick={onPick}>Copy link</MenuItem>
      <MenuItem>Add tag</MenuItem>
    </Menu>,
  )
  return { onPick, onPress }
}

it('opens with its first press although its code comes later, and passes the press on', async () => {
  const { onPick, onPress } = show()
  const button = screen.getByRole('button', { name: 'More' })
  expect(button.getAttribute('aria-haspopup')).toBe('menu')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(button)
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Copy link' }))
  expect(onPress).toHaveBeenCalledTimes(1)
  expect(onPick).toHaveBeenCalledTimes(1)
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
})

it('gives the focus back to its button, also after the first opening replaced it', async () => {
  show()
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  await screen.findByRole('menu')
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('More'))
})

it.each(['{Enter}', '{ArrowDown}'])('opened with %s it points at its first item', async (key) => {
  show()
  screen.getByRole('button', { name: 'More' }).focus()
  await userEvent.keyboard(key)
  const first = await screen.findByRole('menuitem', { name: 'Copy link' })
  await waitFor(() => expect(first.hasAttribute('data-highlighted')).toBe(true))
})

// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PREFERENCES } from '@/components/layout/preference-cookie'
import { Panes } from './panes'

beforeEach(() => {
  // biome-ignore lint/suspicious/noDocumentCookie: it is what the browser has
  document.cookie = `${PREFERENCES.runSplit}=; Max-Age=0; Path=/`
  HTMLElement.prototype.setPointerCapture = () => {}
  // A DOM without layout gives everything the size 0.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 1_000, 600))
})
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})

const divider = () => screen.getByRole('separator', { name: 'Width of the timeline' })
const width = () => Number(divider().getAttribute('aria-valuenow'))
const remembered = () => new RegExp(`${PREFERENCES.runSplit}=(\\d+)`).exec(document.cookie)?.[1]

test('the panes begin as the reader left them, within what can be read', () => {
  render(<Panes left="a" right="b" initialPercent={40} />)
  expect(width()).toBe(40)
  cleanup()
  render(<Panes left="a" right="b" initialPercent={null} />)
  expect(width()).toBe(58)
})

test('keys move the divider, and where it stands is remembered', async () => {
  render(<Panes left="a" right="b" initialPercent={50} />)
  const user = userEvent.setup()
  await user.tab()
  expect(document.activeElement).toBe(divider())
  await user.keyboard('{ArrowRight}')
  expect([width(), remembered()]).toEqual([54, '54'])
  await user.keyboard('{Home}{ArrowLeft}')
  expect([width(), remembered()]).toEqual([30, '30'])
  await user.keyboard('{Enter}')
  expect([width(), remembered()]).toEqual([58, '58'])
})

test('a pointer drags it, and letting go decides', () => {
  render(<Panes left="a" right="b" initialPercent={50} />)
  fireEvent.pointerDown(divider(), { button: 0, clientX: 500, pointerId: 1 })
  fireEvent.pointerMove(divider(), { clientX: 620, pointerId: 1 })
  expect([width(), remembered()]).toEqual([62, undefined])
  fireEvent.pointerUp(divider(), { clientX: 640, pointerId: 1 })
  expect([width(), remembered()]).toEqual([64, '64'])
  fireEvent.pointerMove(divider(), { clientX: 300, pointerId: 1 })
  expect(width()).toBe(64)
})

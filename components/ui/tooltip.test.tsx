// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Tooltip } from './tooltip'
import { TooltipProvider } from './tooltip-provider'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const page = (hint: string) => (
  <TooltipProvider>
    <Tooltip content={hint} shortcut="P">
      <button type="button">Pause</button>
    </Tooltip>
    <Tooltip content="Columns and density">
      <button type="button">Columns</button>
    </Tooltip>
    <p>Elsewhere</p>
  </TooltipProvider>
)

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const shown = () => screen.queryByRole('tooltip')?.textContent ?? null
const over = (text: string, pointerType = 'mouse') =>
  fireEvent(screen.getByText(text), new PointerEvent('pointerover', { bubbles: true, pointerType }))

it('opens where a mouse rests, not where it passes by', () => {
  render(page('Pause the updates'))
  over('Pause')
  pass(300)
  over('Elsewhere')
  pass(1_000)
  expect(shown()).toBeNull()
  over('Pause')
  pass(400)
  expect(shown()).toBe('Pause the updatesP')
})

it('while one is open the next comes at once, and leaving closes it', () => {
  render(page('Pause the updates'))
  over('Pause')
  pass(400)
  over('Columns')
  pass(0)
  expect(shown()).toBe('Columns and density')
  over('Elsewhere')
  pass(120)
  expect(shown()).toBeNull()
})

it('stays while the mouse is on the tooltip itself', () => {
  render(page('Pause the updates'))
  over('Pause')
  pass(400)
  over('Elsewhere')
  pass(60)
  over('Pause the updates')
  pass(1_000)
  expect(shown()).toBe('Pause the updatesP')
})

it('opens with the focus of the keyboard and closes when it goes', () => {
  render(page('Pause the updates'))
  const button = screen.getByText('Pause')
  vi.spyOn(button, 'matches').mockReturnValue(true)
  act(() => button.focus())
  expect(shown()).toBe('Pause the updatesP')
  act(() => button.blur())
  expect(shown()).toBeNull()
})

it.each([
  ['Escape', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
  ['a press', () => fireEvent.pointerDown(screen.getByText('Pause'))],
])('closes with %s', (_, close) => {
  render(page('Pause the updates'))
  over('Pause')
  pass(400)
  close()
  expect(shown()).toBeNull()
})

it('a finger opens none', () => {
  render(page('Pause the updates'))
  over('Pause', 'touch')
  pass(1_000)
  expect(shown()).toBeNull()
})

it('changes with its text, and goes with its element', () => {
  const { rerender } = render(page('Pause the updates'))
  over('Pause')
  pass(400)
  rerender(page('Resume the updates'))
  expect(shown()).toBe('Resume the updatesP')
  rerender(<TooltipProvider>nothing</TooltipProvider>)
  expect(shown()).toBeNull()
})

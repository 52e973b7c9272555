// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { timeScale } from '@/lib/runs/trace/time-scale'
import { TimelineAxis } from './timeline-axis'

beforeEach(() => {
  HTMLElement.prototype.setPointerCapture = () => {}
  // A DOM without layout gives everything the size 0.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 500, 32))
})
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})

function show() {
  const onBrush = vi.fn<(fromMs: number, toMs: number) => void>()
  render(<TimelineAxis scale={timeScale({ startMs: 0, endMs: 10_000 }, [])} onBrush={onBrush} />)
  return { axis: screen.getByTitle('Drag to zoom in'), onBrush }
}

const drag = (axis: HTMLElement, from: number, to: number, button = 0) => {
  fireEvent.pointerDown(axis, { button, clientX: from, pointerId: 1 })
  fireEvent.pointerMove(axis, { clientX: (from + to) / 2, pointerId: 1 })
  fireEvent.pointerUp(axis, { clientX: to, pointerId: 1 })
}

test('a drawn stretch is reported in time, up to where the pointer was let go', () => {
  const { axis, onBrush } = show()
  drag(axis, 200, 350)
  expect(onBrush.mock.calls.map((call) => call.map(Math.round))).toEqual([[2_000, 5_000]])
})

test('a stretch that leaves the axis ends with it', () => {
  const { axis, onBrush } = show()
  drag(axis, 350, 9_000)
  expect(onBrush.mock.calls.map((call) => call.map(Math.round))).toEqual([[5_000, 10_000]])
})

test('a click that trembled and another button draw nothing', () => {
  const { axis, onBrush } = show()
  drag(axis, 200, 203)
  drag(axis, 200, 400, 2)
  expect(onBrush).not.toHaveBeenCalled()
})

test('a drag that the system takes away is forgotten', () => {
  const { axis, onBrush } = show()
  fireEvent.pointerDown(axis, { button: 0, clientX: 200, pointerId: 1 })
  fireEvent.pointerCancel(axis, { pointerId: 1 })
  fireEvent.pointerUp(axis, { clientX: 400, pointerId: 1 })
  expect(onBrush).not.toHaveBeenCalled()
})

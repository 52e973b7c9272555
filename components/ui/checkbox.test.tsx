// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { Checkbox } from './checkbox'

afterEach(cleanup)

it('tells the new state and the press that made it', async () => {
  const onCheckedChange = vi.fn()
  render(<Checkbox aria-label="Select" checked={false} onCheckedChange={onCheckedChange} />)
  await userEvent.setup().click(screen.getByRole('checkbox', { name: 'Select' }))
  expect(onCheckedChange).toHaveBeenCalledWith(true, expect.any(Event))
})

it('stays mixed for as long as its owner says so, whatever the browser does on a press', async () => {
  const box = () => screen.getByRole<HTMLInputElement>('checkbox')
  const { rerender } = render(<Checkbox aria-label="All" checked={false} indeterminate onCheckedChange={() => {}} />)
  expect(box().indeterminate).toBe(true)
  box().indeterminate = false
  rerender(<Checkbox aria-label="All" checked={false} indeterminate onCheckedChange={() => {}} />)
  expect(box().indeterminate).toBe(true)
  rerender(<Checkbox aria-label="All" checked onCheckedChange={() => {}} />)
  expect(box().indeterminate).toBe(false)
})

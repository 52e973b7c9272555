// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Tabs } from './tabs'

afterEach(cleanup)

const TABS = [
  { value: 'one', label: 'One' },
  { value: 'two', label: 'Two' },
  { value: 'three', label: 'Three' },
] as const

function Page() {
  const [value, setValue] = useState<(typeof TABS)[number]['value']>('one')
  return (
    <Tabs label="About" tabs={TABS} value={value} onValueChange={setValue}>
      {`Panel ${value}`}
    </Tabs>
  )
}

const panel = () => screen.getByRole('tabpanel')

test('the panel belongs to the chosen tab and is named by it', async () => {
  render(<Page />)
  await userEvent.click(screen.getByRole('tab', { name: 'Two' }))
  expect(panel().textContent).toBe('Panel two')
  expect(screen.getByRole('tabpanel', { name: 'Two' })).toBe(panel())
  expect(screen.getByRole('tab', { name: 'Two' }).getAttribute('aria-controls')).toBe(panel().id)
})

test('one tab is in the tab order; arrow keys show the next one and go round', async () => {
  render(<Page />)
  const user = userEvent.setup()
  await user.tab()
  expect(document.activeElement?.textContent).toBe('One')
  await user.keyboard('{ArrowRight}')
  expect([document.activeElement?.textContent, panel().textContent]).toEqual(['Two', 'Panel two'])
  await user.keyboard('{End}{ArrowRight}')
  expect(panel().textContent).toBe('Panel one')
  await user.keyboard('{ArrowLeft}')
  expect(panel().textContent).toBe('Panel three')
  await user.keyboard('{Home}{Tab}')
  expect(document.activeElement).toBe(panel())
})

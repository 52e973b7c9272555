// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { copyText } from '@/components/ui/copy-text'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { type JsonValue, parseExactJson } from '@/lib/runs/trace/exact-json'
import { useElementSize } from './element-size-for-tests'
import { JsonTree } from './json-tree'

// The clipboard of a browser is the outside world.
vi.mock('@/components/ui/copy-text', () => ({ copyText: vi.fn(async () => {}) }))

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

useElementSize({ width: 600, height: 400, rowHeight: 22 })
const scrollTo = HTMLElement.prototype.scrollTo
beforeEach(() => {
  HTMLElement.prototype.scrollTo = vi.fn() as unknown as HTMLElement['scrollTo']
})
afterEach(() => {
  HTMLElement.prototype.scrollTo = scrollTo
  cleanup()
})

function show(value: JsonValue) {
  render(
    <TooltipProvider>
      <JsonTree value={value} label="Payload" />
    </TooltipProvider>,
  )
  return userEvent.setup()
}

function row(text: RegExp): HTMLElement {
  const found = screen.getAllByRole('treeitem').find((item) => text.test(item.textContent ?? ''))
  if (!found) throw new Error(`No row shows ${text}`)
  return found
}

const focused = () => document.activeElement?.textContent

test('one row is in the tab order, and the arrow keys take the focus along', async () => {
  const user = show({ first: 1, second: { inner: [1, 2] }, third: null })
  await user.tab()
  expect(focused()).toContain('3 keys')
  await user.keyboard('{ArrowDown}')
  expect(focused()).toBe('"first": 1')
  await user.keyboard('{ArrowDown}{ArrowLeft}')
  expect(row(/second/).getAttribute('aria-expanded')).toBe('false')
  await user.keyboard('{ArrowRight}{ArrowRight}')
  expect(focused()).toContain('"inner"')
  await user.keyboard('{End}')
  expect(focused()).toBe('"third": null')
  const inTabOrder = screen.getAllByRole('treeitem').filter((item) => item.tabIndex === 0)
  expect(inTabOrder.map((item) => item.textContent)).toEqual(['"third": null'])
})

test('drawing a document takes no focus', () => {
  show({ a: 1 })
  expect(document.activeElement).toBe(document.body)
})

test('a row says its level and its place among its siblings', () => {
  show({ a: 1, b: ['x', 'y'] })
  const item = row(/0: "x"/)
  const said = ['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => item.getAttribute(name))
  expect(said).toEqual(['3', '1', '2'])
})

test('path and value of the active row can be copied, every digit of it', async () => {
  const user = show(parseExactJson('{"customer":{"first name":"Ada","account":9007199254740993}}'))
  await user.click(row(/account/))
  expect(screen.getByText('customer.account')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Copy value' }))
  expect(copyText).toHaveBeenLastCalledWith('9007199254740993')
  await user.click(row(/first name/))
  await user.click(screen.getByRole('button', { name: 'Copy path' }))
  expect(copyText).toHaveBeenLastCalledWith('customer["first name"]')
})

test('a text is text, however it is written, and a long one is cut until all of it is asked for', async () => {
  const user = show({ html: '<img src=x onerror=alert(1)>', long: 'x'.repeat(5_000) })
  expect(document.querySelector('img')).toBeNull()
  expect(row(/long/).textContent?.length).toBeLessThan(700)
  await user.click(screen.getByRole('button', { name: /show all 5,000 characters/ }))
  expect(row(/long/).textContent?.length).toBeGreaterThan(5_000)
})

test('of a hundred thousand rows only those in view are drawn', () => {
  show(Array.from({ length: 100_000 }, (_, index) => index))
  const drawn = screen.getAllByRole('treeitem').length
  expect(drawn).toBeGreaterThan(10)
  expect(drawn).toBeLessThan(80)
})

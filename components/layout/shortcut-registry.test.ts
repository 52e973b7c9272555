// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ShortcutRegistry } from './shortcut-registry'

let now = 0
let registry: ShortcutRegistry

function press(key: string, init: KeyboardEventInit & { target?: Element } = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  const target = init.target ?? document.body
  target.addEventListener('keydown', (caught) => registry.handle(caught as KeyboardEvent), { once: true })
  target.dispatchEvent(event)
  return event
}

function bind(keys: string) {
  const handler = vi.fn()
  const unbind = registry.register({ keys, description: keys, group: 'Test', handler })
  return { handler, unbind }
}

function element(html: string): Element {
  document.body.innerHTML = html
  return document.querySelector('[data-target]') as Element
}

beforeEach(() => {
  now = 0
  registry = new ShortcutRegistry(() => now)
  document.body.innerHTML = ''
})

describe('shortcut registry', () => {
  it('runs the handler and keeps the browser from acting on the key', () => {
    const { handler } = bind('c')
    expect(press('c').defaultPrevented).toBe(true)
    expect(handler).toHaveBeenCalledOnce()
  })

  it('runs a sequence when its second key follows in time', () => {
    const { handler } = bind('g r')
    press('g')
    now = 1_000
    press('r')
    expect(handler).toHaveBeenCalledOnce()
  })

  it('forgets the first key of a sequence after a while', () => {
    const sequence = bind('g r')
    const single = bind('r')
    press('g')
    now = 1_300
    press('r')
    expect(sequence.handler).not.toHaveBeenCalled()
    expect(single.handler).toHaveBeenCalledOnce()
  })

  it('prefers the sequence over the single key that ends it', () => {
    const sequence = bind('g r')
    const single = bind('r')
    press('g')
    press('r')
    expect(sequence.handler).toHaveBeenCalledOnce()
    expect(single.handler).not.toHaveBeenCalled()
  })

  it.each([
    '<input data-target>',
    '<textarea data-target></textarea>',
    '<div contenteditable="true"><b data-target></b></div>',
    '<div role="dialog"><button data-target></button></div>',
    '<div role="menu"><div role="menuitem" data-target></div></div>',
  ])('stays silent in %s', (html) => {
    const { handler } = bind('c')
    press('c', { target: element(html) })
    expect(handler).not.toHaveBeenCalled()
  })

  it('acts on a checkbox, where nobody types', () => {
    const { handler } = bind('x')
    press('x', { target: element('<input type="checkbox" data-target>') })
    expect(handler).toHaveBeenCalledOnce()
  })

  it('opens the palette from inside a field', () => {
    const { handler } = bind('mod+k')
    press('k', { ctrlKey: true, target: element('<input data-target>') })
    expect(handler).toHaveBeenCalledOnce()
  })

  it('leaves the combinations of the browser alone', () => {
    const { handler } = bind('r')
    const event = press('r', { ctrlKey: true })
    expect(handler).not.toHaveBeenCalled()
    expect(event.defaultPrevented).toBe(false)
  })

  it('gives a key to its newest owner and back when that one leaves', () => {
    const page = bind('Escape')
    const panel = bind('Escape')
    press('Escape')
    panel.unbind()
    press('Escape')
    expect([page.handler.mock.calls.length, panel.handler.mock.calls.length]).toEqual([1, 1])
  })

  it('ignores keys while an input method composes a character', () => {
    const { handler } = bind('c')
    press('c', { isComposing: true })
    expect(handler).not.toHaveBeenCalled()
  })
})

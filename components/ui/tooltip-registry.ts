import type { ReactNode } from 'react'

export type Hint = { content: ReactNode; shortcut?: string | undefined; side: 'top' | 'bottom' | 'left' | 'right' }
export type ShownHint = { target: Element; hint: Hint }

/** The hints of the page by the id their element carries, and the one that is shown. */
class TooltipRegistry {
  private readonly hints = new Map<string, Hint>()
  private readonly listeners = new Set<() => void>()
  private shown: ShownHint | null = null

  /** A hint that changes while it is shown changes on the screen too; one that is taken away disappears. */
  register(id: string, hint: Hint): () => void {
    this.hints.set(id, hint)
    if (this.shown && idOf(this.shown.target) === id) this.change({ ...this.shown, hint })
    return () => this.hints.delete(id)
  }

  forget(id: string): void {
    if (this.shown && idOf(this.shown.target) === id) this.hide()
  }

  show(target: Element): void {
    const hint = this.hints.get(idOf(target))
    if (hint) this.change({ target, hint })
  }

  hide = (): void => {
    if (this.shown) this.change(null)
  }

  current = (): ShownHint | null => this.shown

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private change(next: ShownHint | null): void {
    this.shown = next
    for (const listener of this.listeners) listener()
  }
}

const idOf = (element: Element): string => element.getAttribute('data-tooltip') ?? ''

export const tooltipRegistry = new TooltipRegistry()

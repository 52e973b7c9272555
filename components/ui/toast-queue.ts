import type { ReactNode } from 'react'

export type ToastKind = 'success' | 'error' | 'info'

export type ToastInput = {
  kind: ToastKind
  title: ReactNode
  description?: ReactNode
  /** One thing the reader may do about it, such as Undo or Open run. */
  action?: { label: string; onClick: () => void }
}

/** Toasts on their way to the screen. They wait here until the code that shows them has come. */
class ToastQueue {
  private waiting: ToastInput[] = []
  private readonly listeners = new Set<() => void>()

  add(toast: ToastInput): void {
    this.waiting.push(toast)
    for (const listener of this.listeners) listener()
  }

  takeAll(): ToastInput[] {
    const taken = this.waiting
    this.waiting = []
    return taken
  }

  isWaiting = (): boolean => this.waiting.length > 0

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

export const toastQueue = new ToastQueue()

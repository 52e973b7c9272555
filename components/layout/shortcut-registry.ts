export type Shortcut = {
  /** One key (`c`, `?`, `Escape`), a combination (`mod+k`), or keys in sequence (`g r`). */
  keys: string
  description: string
  group: string
  handler: (event: KeyboardEvent) => void
}

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1_200

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]'
const HAS_OWN_KEYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
const NOT_TYPED = /^(checkbox|radio|button|submit|reset|file|range|color)$/

/**
 * Every key of the page. The newest registration of a key wins, so a panel can lend itself a key of the page below it.
 * No key acts while somebody types or while a dialog or menu has the focus; combinations with Ctrl/⌘ always do.
 */
export class ShortcutRegistry {
  private shortcuts: readonly Shortcut[] = []
  private pending: { key: string; until: number } | undefined
  private readonly listeners = new Set<() => void>()

  constructor(private readonly now: () => number = Date.now) {}

  register(shortcut: Shortcut): () => void {
    this.change([...this.shortcuts, shortcut])
    return () => this.change(this.shortcuts.filter((other) => other !== shortcut))
  }

  list = (): readonly Shortcut[] => this.shortcuts

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
    const key = nameOf(event)
    if (!key.startsWith('mod+') && isOccupied(event.target)) return
    const shortcut = this.match(key)
    if (!shortcut) return
    event.preventDefault()
    shortcut.handler(event)
  }

  private match(key: string): Shortcut | undefined {
    const first = this.pending && this.pending.until >= this.now() ? this.pending.key : undefined
    this.pending = undefined
    const sequence = first && this.newest(`${first} ${key}`)
    if (sequence) return sequence
    const single = this.newest(key)
    if (!single && this.shortcuts.some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
      this.pending = { key, until: this.now() + SEQUENCE_MS }
    }
    return single
  }

  private newest(keys: string): Shortcut | undefined {
    return this.shortcuts.findLast((shortcut) => shortcut.keys === keys)
  }

  private change(next: readonly Shortcut[]): void {
    this.shortcuts = next
    for (const listener of this.listeners) listener()
  }
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta'
}

/** Browser and system combinations that we do not know keep their meaning: they match no registration. */
function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.ctrlKey || event.metaKey) return `mod+${key}`
  return event.altKey ? `alt+${key}` : key
}

function isOccupied(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(HAS_OWN_KEYS)) return true
  const field = target.closest(TYPING)
  return field !== null && !(field instanceof HTMLInputElement && NOT_TYPED.test(field.type))
}

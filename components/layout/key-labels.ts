const NAMES: Record<string, string> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
}

const isApple = () => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

/** The caps of a shortcut in the order they are pressed: `mod+k` is Ctrl K, or ⌘ K on Apple's machines. */
export function keyLabels(keys: string, onApple = isApple()): string[] {
  const inCombination = keys.includes('+')
  return keys.split(/[ +]/).map((key) => {
    if (key === 'mod') return onApple ? '⌘' : 'Ctrl'
    if (key === 'alt') return onApple ? '⌥' : 'Alt'
    return NAMES[key] ?? (inCombination ? key.toUpperCase() : key)
  })
}

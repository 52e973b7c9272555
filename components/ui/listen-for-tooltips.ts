import type { tooltipRegistry } from './tooltip-registry'

/** A pointer that only passes by opens nothing. */
const REST_MS = 400
/** Long enough to cross the gap between the element and its tooltip, whose text may be selected. */
const LEAVE_MS = 120

/**
 * One set of listeners for every tooltip of the page: it opens where a mouse rests or the keyboard's focus comes, and
 * closes on leaving, on Escape, on a press and when its element scrolls away. Touch has no hover, so it opens none.
 */
export function listenForTooltips(page: Document, registry: typeof tooltipRegistry): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let over: Element | null = null

  const later = (ms: number, task: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(task, ms)
  }
  const closeNow = () => {
    clearTimeout(timer)
    registry.hide()
  }
  const onPointerOver = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return
    const at = event.target instanceof Element ? event.target : null
    const target = at?.closest('[role="tooltip"]') ? (registry.current()?.target ?? null) : explained(at)
    if (target === over) return
    over = target
    if (!target) return later(LEAVE_MS, registry.hide)
    // Once one is open the reader is looking for hints, so the next comes at once.
    later(registry.current() ? 0 : REST_MS, () => registry.show(target))
  }
  const onPointerOut = (event: PointerEvent) => {
    if (event.relatedTarget !== null) return
    over = null
    closeNow()
  }
  const onFocusIn = (event: FocusEvent) => {
    const target = event.target instanceof Element ? event.target : null
    if (target?.hasAttribute('data-tooltip') && target.matches(':focus-visible')) registry.show(target)
  }
  const onFocusOut = (event: FocusEvent) => {
    if (event.target === registry.current()?.target) closeNow()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeNow()
  }
  const onScroll = (event: Event) => {
    const target = registry.current()?.target
    if (target && event.target instanceof Node && event.target.contains(target)) closeNow()
  }

  const listeners = new AbortController()
  const options = { signal: listeners.signal, capture: true, passive: true }
  page.addEventListener('pointerover', onPointerOver, options)
  page.addEventListener('pointerout', onPointerOut, options)
  page.addEventListener('pointerdown', closeNow, options)
  page.addEventListener('focusin', onFocusIn, options)
  page.addEventListener('focusout', onFocusOut, options)
  page.addEventListener('keydown', onKeyDown, options)
  page.addEventListener('scroll', onScroll, options)
  return () => {
    listeners.abort()
    closeNow()
  }
}

const explained = (element: Element | null): Element | null => element?.closest('[data-tooltip]') ?? null

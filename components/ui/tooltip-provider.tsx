'use client'

import { type ReactNode, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd'
import { listenForTooltips } from './listen-for-tooltips'
import { placeTooltip } from './place-tooltip'
import { type ShownHint, tooltipRegistry } from './tooltip-registry'

/** Shows the tooltips of the page, one at a time. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const shown = useSyncExternalStore(tooltipRegistry.subscribe, tooltipRegistry.current, () => null)
  useEffect(() => listenForTooltips(document, tooltipRegistry), [])
  return (
    <>
      {children}
      {shown && createPortal(<TooltipPopup {...shown} />, document.body)}
    </>
  )
}

function TooltipPopup({ target, hint }: ShownHint) {
  const popup = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!popup.current) return
    const { offsetWidth: width, offsetHeight: height, style } = popup.current
    const { clientWidth, clientHeight } = document.documentElement
    const place = placeTooltip(
      hint.side,
      target.getBoundingClientRect(),
      { width, height },
      {
        width: clientWidth,
        height: clientHeight,
      },
    )
    style.left = `${place.left}px`
    style.top = `${place.top}px`
  }, [target, hint])
  return (
    <div
      ref={popup}
      role="tooltip"
      className="fixed top-0 left-0 z-50 flex w-max max-w-80 items-center gap-2 rounded-md border border-line bg-panel px-2 py-1 text-12 text-text shadow-popover"
    >
      {hint.content}
      {hint.shortcut && <Kbd>{hint.shortcut}</Kbd>}
    </div>
  )
}

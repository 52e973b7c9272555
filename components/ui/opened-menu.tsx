'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { type ReactElement, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { BaseMenuProvider } from './base-menu'
import { classNames } from './class-names'
import { popupStyle } from './popup-style'

type OpenedMenuProps = {
  trigger: ReactElement
  children: ReactNode
  align: 'start' | 'center' | 'end'
  /** What opened it: a key highlights the first item, a pointer none. */
  openedBy: 'key' | 'pointer'
}

/** Takes the place of the trigger at its first press, already open, and stays. */
export function OpenedMenu({ trigger, children, align, openedBy }: OpenedMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone; whatever the menu opens gives the focus back to this one.
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), [])
  const opened = useRef(openedBy === 'pointer')
  // Base UI highlights the first item only if it sees the press, so the key's press is made once more.
  useEffect(() => {
    if (opened.current) return
    opened.current = true
    button.current?.click()
  }, [])
  return (
    <BaseMenuProvider value={Base}>
      <Base.Root defaultOpen={openedBy === 'pointer'}>
        <Base.Trigger ref={button} render={trigger} />
        <Base.Portal>
          <Base.Positioner sideOffset={4} align={align} className="z-50">
            <Base.Popup className={classNames(popupStyle, 'min-w-44')}>{children}</Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </BaseMenuProvider>
  )
}

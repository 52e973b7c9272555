'use client'

import { Popover as Base } from '@base-ui/react/popover'
import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names'
import { popupStyle } from './popup-style'

type OpenedPopoverProps = {
  trigger: ReactElement
  children: ReactNode
  label: string
  align: 'start' | 'center' | 'end'
  className: string | undefined
}

/** Takes the place of the trigger at its first press, already open, and stays. */
export function OpenedPopover({ trigger, children, label, align, className }: OpenedPopoverProps) {
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone: closing gives the focus back to this one.
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <Base.Root defaultOpen>
      <Base.Trigger ref={button} render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup aria-label={label} className={classNames(popupStyle, 'p-3', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

'use client'

import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, useState } from 'react'
import { DeferredCode } from './deferred-code'
import { useDeferred } from './use-deferred'

type PopoverProps = {
  /** The button that opens the panel; it needs a name. */
  trigger: ReactElement<ComponentProps<'button'>>
  children: ReactNode
  /** The accessible name of the panel. */
  label: string
  align?: 'start' | 'center' | 'end'
  className?: string
}

const code = new DeferredCode(() => import('./opened-popover'))

/** Only its button is there at first; the panel's code comes when the page is idle, or with the first press. */
export function Popover({ trigger, children, label, align = 'start', className }: PopoverProps) {
  const [pressed, setPressed] = useState(false)
  const arrived = useDeferred(code, pressed, () => setPressed(false))
  if (arrived && pressed) {
    return (
      <arrived.OpenedPopover trigger={trigger} label={label} align={align} className={className}>
        {children}
      </arrived.OpenedPopover>
    )
  }
  return cloneElement(trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': pressed,
    onClick: (event) => {
      trigger.props.onClick?.(event)
      setPressed(true)
    },
  })
}

'use client'

import type { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, useState } from 'react'
import { useBaseMenu } from './base-menu'
import { classNames } from './class-names'
import { DeferredCode } from './deferred-code'
import { Kbd } from './kbd'
import { popupItemStyle } from './popup-style'
import { useDeferred } from './use-deferred'

type MenuProps = {
  /** The button that opens the menu; it needs a name. */
  trigger: ReactElement<ComponentProps<'button'>>
  children: ReactNode
  align?: 'start' | 'center' | 'end'
}

const code = new DeferredCode(() => import('./opened-menu'))

/** Only its button is there at first; the menu's code comes when the page is idle, or with the first press. */
export function Menu({ trigger, children, align = 'start' }: MenuProps) {
  const [openedBy, setOpenedBy] = useState<'key' | 'pointer' | null>(null)
  const arrived = useDeferred(code, openedBy !== null, () => setOpenedBy(null))
  if (arrived && openedBy) {
    return (
      <arrived.OpenedMenu trigger={trigger} align={align} openedBy={openedBy}>
        {children}
      </arrived.OpenedMenu>
    )
  }
  return cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': openedBy !== null,
    onClick: (event) => {
      trigger.props.onClick?.(event)
      setOpenedBy(event.detail === 0 ? 'key' : 'pointer')
    },
    onKeyDown: (event) => {
      trigger.props.onKeyDown?.(event)
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      setOpenedBy('key')
    },
  })
}

type MenuItemProps = ComponentProps<typeof Base.Item> & { shortcut?: string; danger?: boolean }

export function MenuItem({ className, shortcut, danger = false, children, ...props }: MenuItemProps) {
  const { Item } = useBaseMenu()
  return (
    <Item className={classNames(popupItemStyle, danger && 'text-bad', className)} {...props}>
      {children}
      {shortcut && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </Item>
  )
}

export function MenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Base.CheckboxItem>) {
  const { CheckboxItem, CheckboxItemIndicator } = useBaseMenu()
  return (
    <CheckboxItem className={classNames(popupItemStyle, 'pl-7', className)} {...props}>
      <CheckboxItemIndicator className="absolute left-2">
        <Check className="size-4" />
      </CheckboxItemIndicator>
      {children}
    </CheckboxItem>
  )
}

export function MenuRadioGroup(props: ComponentProps<typeof Base.RadioGroup>) {
  const { RadioGroup } = useBaseMenu()
  return <RadioGroup {...props} />
}

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof Base.RadioItem>) {
  const { RadioItem, RadioItemIndicator } = useBaseMenu()
  return (
    <RadioItem className={classNames(popupItemStyle, 'pl-7', className)} {...props}>
      <RadioItemIndicator className="absolute left-2">
        <Check className="size-4" />
      </RadioItemIndicator>
      {children}
    </RadioItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-11 text-faint">{children}</div>
}

export function MenuSeparator() {
  const { Separator } = useBaseMenu()
  return <Separator className="-mx-1 my-1 h-px bg-line" />
}

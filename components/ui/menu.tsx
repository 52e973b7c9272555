'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { classNames } from './class-names'
import { Kbd } from './kbd'
import { popupItemStyle, popupStyle } from './popup-style'

type MenuProps = {
  /** The button that opens the menu; it needs a name. */
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'center' | 'end'
}

export function Menu({ trigger, children, align = 'start' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className={classNames(popupStyle, 'min-w-44')}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type MenuItemProps = ComponentProps<typeof Base.Item> & { shortcut?: string; danger?: boolean }

export function MenuItem({ className, shortcut, danger = false, children, ...props }: MenuItemProps) {
  return (
    <Base.Item className={classNames(popupItemStyle, danger && 'text-bad', className)} {...props}>
      {children}
      {shortcut && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </Base.Item>
  )
}

export function MenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Base.CheckboxItem>) {
  return (
    <Base.CheckboxItem className={classNames(popupItemStyle, 'pl-7', className)} {...props}>
      <Base.CheckboxItemIndicator className="absolute left-2">
        <Check className="size-4" />
      </Base.CheckboxItemIndicator>
      {children}
    </Base.CheckboxItem>
  )
}

export const MenuRadioGroup = Base.RadioGroup

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof Base.RadioItem>) {
  return (
    <Base.RadioItem className={classNames(popupItemStyle, 'pl-7', className)} {...props}>
      <Base.RadioItemIndicator className="absolute left-2">
        <Check className="size-4" />
      </Base.RadioItemIndicator>
      {children}
    </Base.RadioItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-11 text-faint">{children}</div>
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}

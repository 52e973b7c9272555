'use client'

import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { classNames } from './class-names'
import { popupItemStyle, popupStyle } from './popup-style'

type SelectProps<Value extends string> = {
  items: readonly { value: Value; label: string }[]
  value: Value
  onValueChange: (value: Value) => void
  /** The accessible name when no Field surrounds it. */
  label?: string
  id?: string
  disabled?: boolean
  className?: string
}

export function Select<Value extends string>({
  items,
  value,
  onValueChange,
  label,
  id,
  disabled,
  className,
}: SelectProps<Value>) {
  return (
    <Base.Root
      items={[...items]}
      value={value}
      disabled={disabled}
      onValueChange={(next) => next !== null && onValueChange(next)}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        className={classNames(
          'flex h-8 items-center justify-between gap-2 rounded-md border border-line-strong bg-panel pr-1.5 pl-2.5 text-13 text-text hover:bg-raised data-disabled:opacity-50',
          className,
        )}
      >
        <Base.Value className="truncate" />
        <Base.Icon className="text-muted">
          <ChevronsUpDown className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={classNames(popupStyle, 'min-w-(--anchor-width)')}>
            <Base.List>
              {items.map((item) => (
                <Base.Item key={item.value} value={item.value} className={classNames(popupItemStyle, 'pr-8')}>
                  <Base.ItemText className="grow">{item.label}</Base.ItemText>
                  <Base.ItemIndicator className="absolute right-2">
                    <Check className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

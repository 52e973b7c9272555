'use client'

import { Check, Minus } from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'
import { classNames } from './class-names'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'ref'> & {
  /** Neither on nor off: some of what it stands for is. */
  indeterminate?: boolean
  onCheckedChange?: (checked: boolean, event: Event) => void
}

/** Needs an aria-label or a surrounding label. The hit area is 24 px although the box is 16. */
export function Checkbox({ className, indeterminate = false, onCheckedChange, ...props }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null)
  // Without dependencies: the browser clears this state on every press, whatever the press changes.
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  })
  const Mark = indeterminate ? Minus : Check
  return (
    <span className={classNames('relative inline-flex size-4 shrink-0', className)}>
      <input
        ref={input}
        type="checkbox"
        className="peer absolute -inset-1 size-6 opacity-0"
        onChange={(event) => onCheckedChange?.(event.target.checked, event.nativeEvent)}
        {...props}
      />
      <span
        aria-hidden
        className="pointer-events-none flex size-4 items-center justify-center rounded-sm border border-line-strong bg-panel text-transparent outline-offset-1 outline-accent peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent peer-indeterminate:border-accent peer-indeterminate:bg-accent peer-indeterminate:text-on-accent peer-focus-visible:outline-2 peer-disabled:opacity-50"
      >
        <Mark strokeWidth={3} className="size-3" />
      </span>
    </span>
  )
}

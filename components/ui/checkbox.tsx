'use client'

import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** Needs an aria-label or a surrounding label. The hit area is 24 px although the box is 16. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Base.Root>) {
  return (
    <Base.Root
      className={classNames(
        'relative flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-panel after:absolute after:-inset-1 data-checked:border-accent data-indeterminate:border-accent data-checked:bg-accent data-indeterminate:bg-accent data-disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <Base.Indicator className="text-on-accent data-unchecked:hidden">
        {props.indeterminate ? (
          <Minus className="size-3" strokeWidth={3} />
        ) : (
          <Check className="size-3" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  )
}

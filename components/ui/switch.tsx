'use client'

import { Switch as Base } from '@base-ui/react/switch'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** Takes effect at once; for a choice that waits for a Save button use Checkbox. Needs a label. */
export function Switch({ className, ...props }: ComponentProps<typeof Base.Root>) {
  return (
    <Base.Root
      className={classNames(
        'relative flex h-[18px] w-8 shrink-0 rounded-full border border-line-strong bg-raised p-px transition-colors after:absolute after:-inset-1 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <Base.Thumb className="size-3.5 rounded-full bg-line-strong transition-transform data-checked:translate-x-3.5 data-checked:bg-on-accent" />
    </Base.Root>
  )
}

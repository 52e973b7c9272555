import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const badgeStyle = cva('inline-flex max-w-full items-center gap-1 truncate rounded-sm px-1.5 text-12', {
  variants: {
    tone: {
      plain: 'bg-raised text-muted',
      neutral: 'bg-neutral-soft text-neutral',
      busy: 'bg-busy-soft text-busy',
      waiting: 'bg-waiting-soft text-waiting',
      good: 'bg-good-soft text-good',
      warn: 'bg-warn-soft text-warn',
      bad: 'bg-bad-soft text-bad',
    },
  },
  defaultVariants: { tone: 'plain' },
})

export function Badge({ tone, className, ...props }: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) {
  return <span className={classNames(badgeStyle({ tone }), className)} {...props} />
}

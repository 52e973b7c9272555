import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** Also for links that look like buttons: `<Link className={buttonStyle({ variant: 'primary' })}>`. */
export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-accent bg-accent text-on-accent hover:bg-[color-mix(in_oklch,var(--accent)_88%,var(--text))]',
        secondary: 'border-line-strong/60 bg-panel text-text hover:bg-raised',
        ghost: 'border-transparent bg-transparent text-muted hover:bg-raised hover:text-text',
        danger: 'border-line-strong/60 bg-panel text-bad hover:bg-bad-soft',
      },
      size: {
        sm: 'h-7 px-2 text-12',
        md: 'h-8 px-3 text-13',
        lg: 'h-10 px-4 text-14',
        icon: 'size-8 p-0',
        'icon-sm': 'size-7 p-0',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Shows that the action is on its way and refuses a second press; focus stays where it is. */
    busy?: boolean
  }

export function Button({ variant, size, className, busy = false, onClick, type = 'button', ...props }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(buttonStyle({ variant, size }), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...props}
    />
  )
}

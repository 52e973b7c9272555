import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const inputStyle =
  'w-full rounded-md border border-line-strong bg-panel px-2.5 text-13 text-text placeholder:text-faint disabled:opacity-60 aria-invalid:border-bad'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={classNames(inputStyle, 'h-8', className)} {...props} />
}

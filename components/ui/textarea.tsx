import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { inputStyle } from './input'

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={classNames(inputStyle, 'min-h-20 py-2', className)} {...props} />
}

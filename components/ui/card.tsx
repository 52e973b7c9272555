import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={classNames('rounded-lg border border-line bg-panel', className)} {...props} />
}

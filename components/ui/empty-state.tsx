import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type EmptyStateProps = {
  icon: LucideIcon
  title: string
  children?: ReactNode
  /** What to do about it: one or two buttons. */
  actions?: ReactNode
  className?: string
}

export function EmptyState({ icon: Icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={classNames('flex flex-col items-center justify-center gap-2 px-6 py-16 text-center', className)}>
      <Icon aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.5} />
      <h2 className="font-semibold text-16">{title}</h2>
      {children && <div className="max-w-[52ch] text-13 text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

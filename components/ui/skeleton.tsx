import { classNames } from './class-names'

/** Give it the size of what it stands for, so that nothing moves when the data comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('animate-pulse rounded-sm bg-raised', className)} />
}

import { LoaderCircle } from 'lucide-react'
import { classNames } from './class-names'

export function Spinner({ label, className }: { label: string; className?: string }) {
  return (
    <span role="status" className="inline-flex">
      <LoaderCircle aria-hidden className={classNames('size-4 animate-spin', className)} />
      <span className="sr-only">{label}</span>
    </span>
  )
}

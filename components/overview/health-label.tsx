import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { HealthStatus } from '@/lib/health/health'

const LOOKS = {
  up: { label: 'Up', icon: CircleCheck, tone: 'text-good' },
  down: { label: 'Down', icon: CircleX, tone: 'text-bad' },
  unknown: { label: 'Unknown', icon: CircleHelp, tone: 'text-neutral' },
} as const satisfies Record<HealthStatus, unknown>

export function HealthLabel({ status }: { status: HealthStatus }) {
  const { label, icon: Icon, tone } = LOOKS[status]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 font-medium text-13', tone)}>
      <Icon aria-hidden className="size-4" />
      {label}
    </span>
  )
}

'use client'

import { classNames } from '@/components/ui/class-names'
import { statusFacts } from '@/lib/runs/run-status'
import { STATUS_ICONS } from './status-icons'
import { TONE_TEXT } from './tone-classes'

/** Icon, word and tone of a status; copes with words that this version has never heard of. */
export function RunStatusLabel({ status, className }: { status: string; className?: string }) {
  const facts = statusFacts(status)
  const Icon = STATUS_ICONS[facts.icon]
  return (
    <span
      title={facts.meaning}
      className={classNames(
        'inline-flex min-w-0 max-w-full items-center gap-1.5 align-middle font-medium',
        TONE_TEXT[facts.tone],
        className,
      )}
    >
      <Icon aria-hidden className={classNames('size-4 shrink-0', facts.icon === 'spinner' && 'animate-spin')} />
      <span className="truncate">{facts.label}</span>
    </span>
  )
}

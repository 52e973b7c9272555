'use client'

import { Tooltip } from '@/components/ui/tooltip'
import { formatExactTime } from '@/lib/format/exact-time'
import { formatRelativeTime } from '@/lib/format/relative-time'
import { useNow } from './use-now'

/** "2 min ago"; the tooltip has the exact time in the reader's zone and in UTC. */
export function RelativeTime({ date, className }: { date: Date | undefined; className?: string }) {
  const now = useNow(date !== undefined)
  if (date === undefined || Number.isNaN(date.getTime())) return <span className={className}>—</span>
  return (
    <Tooltip
      content={
        <span className="flex flex-col tabular-nums">
          <span>{formatExactTime(date)}</span>
          <span className="text-muted">{formatExactTime(date, 'UTC')}</span>
        </span>
      }
    >
      <time dateTime={date.toISOString()} className={className} suppressHydrationWarning>
        {formatRelativeTime(date, now)}
      </time>
    </Tooltip>
  )
}

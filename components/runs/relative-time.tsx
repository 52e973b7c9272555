'use client'

import { useTimeFormat } from '@/components/layout/time-format'
import { useNow } from '@/components/layout/use-now'
import { Tooltip } from '@/components/ui/tooltip'
import { formatExactTime } from '@/lib/format/exact-time'
import { formatRelativeTime } from '@/lib/format/relative-time'

/** "2 min ago" or the exact time, as the reader chose; the tooltip has their own zone and UTC to the millisecond. */
export function RelativeTime({ date, className }: { date: Date | undefined; className?: string }) {
  const { mode, formatExact } = useTimeFormat()
  const relative = mode === 'relative'
  const now = useNow(relative && date !== undefined)
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
        {relative ? formatRelativeTime(date, now) : formatExact(date)}
      </time>
    </Tooltip>
  )
}

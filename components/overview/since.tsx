'use client'

import { useTimeFormat } from '@/components/layout/time-format'
import { useNow } from '@/components/layout/use-now'
import { formatRelativeTime } from '@/lib/format/relative-time'

/** "Seen like this since 4 min ago", in the reader's way of telling time. */
export function Since({ date }: { date: Date }) {
  const now = useNow()
  const { mode, formatExact } = useTimeFormat()
  const exact = formatExact(date)
  return (
    <time dateTime={date.toISOString()} title={exact} suppressHydrationWarning className="tabular-nums">
      since {mode === 'relative' ? formatRelativeTime(date, now) : exact}
    </time>
  )
}

'use client'

import { useTimeFormat } from '@/components/layout/time-format'
import { useNow } from '@/components/layout/use-now'
import { formatRelativeTime } from '@/lib/format/relative-time'

export function AuditTime({ date }: { date: Date }) {
  const { mode, formatExact } = useTimeFormat()
  const now = useNow(mode === 'relative')
  const exact = formatExact(date)
  return (
    <time dateTime={date.toISOString()} title={exact} suppressHydrationWarning>
      {mode === 'relative' ? formatRelativeTime(date, now) : exact}
    </time>
  )
}

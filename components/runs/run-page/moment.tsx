'use client'

import { useTimeFormat } from '@/components/layout/time-format'
import { RelativeTime } from '@/components/runs/relative-time'
import { CopyButton } from '@/components/ui/copy-button'
import { Popover } from '@/components/ui/popover'
import { formatExactTime } from '@/lib/format/exact-time'

/** A moment to read at a glance; a press shows it in both zones, each ready to copy. */
export function Moment({ date }: { date: Date | undefined }) {
  const { mode, timeZone } = useTimeFormat()
  if (date === undefined) return <span>—</span>
  const zones = [
    { name: 'Local', text: formatExactTime(date) },
    { name: 'UTC', text: date.toISOString() },
  ]
  return (
    <Popover
      label="Exact time"
      trigger={
        <button
          type="button"
          className="rounded-sm text-left underline decoration-dotted decoration-line-strong underline-offset-4"
        >
          {mode === 'relative' && (
            <span className="tabular-nums">
              {formatExactTime(date, timeZone).slice(11, 23)}
              <span className="text-muted"> · </span>
            </span>
          )}
          <RelativeTime date={date} className="text-muted" />
        </button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 text-13">
        {zones.map((zone) => (
          <div key={zone.name} className="contents">
            <dt className="text-muted">{zone.name}</dt>
            <dd className="font-mono text-12">{zone.text}</dd>
            <CopyButton text={zone.text} label={`Copy ${zone.name} time`} />
          </div>
        ))}
      </dl>
    </Popover>
  )
}

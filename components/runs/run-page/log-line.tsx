'use client'

import { classNames } from '@/components/ui/class-names'
import { formatExactTime } from '@/lib/format/exact-time'
import type { LogLine as Line, LogLevel } from '@/lib/runs/trace/logs'

const LEVELS: Record<LogLevel, string> = {
  debug: 'text-faint',
  log: 'text-muted',
  info: 'text-busy',
  warn: 'text-warn',
  error: 'text-bad',
}

type LogLineProps = {
  line: Line
  isWrapped: boolean
  isSelected: boolean
  showAttempt: boolean
  timeZone: string
  onSelect: () => void
}

/** One line: a press shows its properties in full. */
export function LogLine({ line, isWrapped, isSelected, showAttempt, timeZone, onSelect }: LogLineProps) {
  return (
    <button
      type="button"
      onClick={onSelect}
      aria-current={isSelected}
      className={classNames(
        'flex min-h-[26px] min-w-full items-start gap-2 px-3 py-0.5 text-left font-mono text-12 leading-5 focus-visible:outline-offset-[-2px]',
        line.level === 'error' && 'bg-bad-soft',
        line.level === 'warn' && 'bg-warn-soft',
        isSelected ? 'bg-accent-soft' : 'hover:bg-raised',
      )}
    >
      <span className="shrink-0 text-faint tabular-nums">{formatExactTime(line.at, timeZone).slice(11, 23)}</span>
      <span className={classNames('w-10 shrink-0 font-medium uppercase', LEVELS[line.level])}>{line.level}</span>
      {showAttempt && line.attemptNumber !== null && (
        <span title={`Attempt ${line.attemptNumber}`} className="shrink-0 text-faint">
          #{line.attemptNumber}
        </span>
      )}
      <span className={classNames('min-w-0', isWrapped ? 'whitespace-pre-wrap break-words' : 'whitespace-pre')}>
        {line.message}
        {line.properties && <span className="ml-2 text-muted">{JSON.stringify(line.properties)}</span>}
      </span>
    </button>
  )
}

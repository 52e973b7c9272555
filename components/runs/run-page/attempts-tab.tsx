'use client'

import { Ban, CircleCheck, CircleHelp, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useNow } from '@/components/layout/use-now'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formatDuration } from '@/lib/format/duration'
import type { Attempt, AttemptOutcome } from '@/lib/runs/trace/attempts'
import { ErrorBlock } from './error-block'
import { Moment } from './moment'

const OUTCOMES: Record<AttemptOutcome, { label: string; icon: LucideIcon; className: string }> = {
  running: { label: 'Running', icon: LoaderCircle, className: 'text-busy' },
  succeeded: { label: 'Succeeded', icon: CircleCheck, className: 'text-good' },
  failed: { label: 'Failed', icon: CircleX, className: 'text-bad' },
  canceled: { label: 'Canceled', icon: Ban, className: 'text-neutral' },
  unknown: { label: 'Unknown', icon: CircleHelp, className: 'text-neutral' },
}

type AttemptsTabProps = { attempts: Attempt[]; onSelectSpan: (id: string) => void }

export function AttemptsTab({ attempts, onSelectSpan }: AttemptsTabProps) {
  if (attempts.length === 0)
    return <p className="p-4 text-13 text-muted">The run has not started, so there is no attempt yet.</p>
  return (
    <ol aria-label="Attempts, newest first" className="flex flex-col">
      {attempts.map((attempt) => (
        <li key={attempt.number} className="flex flex-col gap-2 border-line border-b p-4 last:border-b-0">
          <AttemptHeader attempt={attempt} onSelectSpan={onSelectSpan} />
          {attempt.error && (
            <ErrorBlock name={attempt.error.name} message={attempt.error.message} stack={attempt.error.stack} />
          )}
          {attempt.outcome === 'failed' && !attempt.error && (
            <p className="text-13 text-muted">
              No error was recorded: the process ended before it could report one, or the platform keeps no trace.
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function AttemptHeader({ attempt, onSelectSpan }: { attempt: Attempt; onSelectSpan: (id: string) => void }) {
  const isRunning = attempt.outcome === 'running'
  const now = useNow(isRunning)
  const { label, icon: Icon, className } = OUTCOMES[attempt.outcome]
  const spentMs = isRunning && attempt.startedAt ? now.getTime() - attempt.startedAt.getTime() : attempt.durationMs
  const { spanId } = attempt
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
      <h3 className="font-semibold">Attempt {attempt.number}</h3>
      <span className={classNames('inline-flex items-center gap-1.5 font-medium', className)}>
        <Icon aria-hidden className={classNames('size-4', isRunning && 'animate-spin')} />
        {label}
      </span>
      <span className="text-muted tabular-nums" suppressHydrationWarning>
        {formatDuration(spentMs, { ticking: isRunning })}
      </span>
      {attempt.startedAt && <Moment date={attempt.startedAt} />}
      {spanId && (
        <Button variant="ghost" size="sm" className="ml-auto" onClick={() => onSelectSpan(spanId)}>
          Show in timeline
        </Button>
      )}
    </header>
  )
}

'use client'

import { useNow } from '@/components/layout/use-now'
import { formatDuration } from '@/lib/format/duration'
import { elapsedMs, isFinished, type RunRow } from '@/lib/runs/run'

type LiveDurationProps = {
  run: Pick<RunRow, 'status' | 'startedAt' | 'finishedAt' | 'updatedAt'>
  className?: string
}

/** Wall time of a run: ticks in whole seconds while it runs, exact to a tenth once it has ended. */
export function LiveDuration({ run, className }: LiveDurationProps) {
  const ticking = run.startedAt !== undefined && !isFinished(run)
  const now = useNow(ticking)
  return (
    <span className={className} suppressHydrationWarning>
      {formatDuration(elapsedMs(run, now), { ticking })}
    </span>
  )
}

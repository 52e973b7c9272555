'use client'

import { ClockAlert } from 'lucide-react'
import { useNow } from '@/components/layout/use-now'
import { Tooltip } from '@/components/ui/tooltip'
import { formatDuration } from '@/lib/format/duration'
import { isFinished, type RunRow } from '@/lib/runs/run'
import { isMeasured, isSlowerThanUsual } from '@/lib/runs/usual/is-slower-than-usual'
import { useUsualDuration } from './usual-context'

type SlowMarkProps = { run: Pick<RunRow, 'taskId' | 'status' | 'startedAt' | 'finishedAt' | 'updatedAt'> }

/** Stands beside the duration of a run that takes longer than 95 % of the last runs of its own task. */
export function SlowMark({ run }: SlowMarkProps) {
  const usual = useUsualDuration(run.taskId)
  const now = useNow(usual !== undefined && isMeasured(run) && !isFinished(run))
  if (usual === undefined || !isSlowerThanUsual(run, usual, now)) return null
  const words = `Slower than 95 % of the last ${usual.samples} runs (p95 ${formatDuration(usual.p95Ms)})`
  return (
    <Tooltip content={words}>
      <span role="img" aria-label={words} className="inline-flex size-6 shrink-0 items-center justify-center text-warn">
        <ClockAlert aria-hidden className="size-4" />
      </span>
    </Tooltip>
  )
}

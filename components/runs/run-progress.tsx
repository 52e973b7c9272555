'use client'

import { classNames } from '@/components/ui/class-names'
import type { RunRow } from '@/lib/runs/run'
import { isFinished } from '@/lib/runs/run'
import { progressOf } from '@/lib/runs/run-progress'
import { statusFacts } from '@/lib/runs/run-status'
import { TONE_FILL } from './tone-classes'

type RunProgressProps = {
  run: Pick<RunRow, 'status' | 'metadata' | 'finishedAt'>
  /** The bar fills the width it is given instead of the fixed width of a table cell. */
  wide?: boolean
  className?: string
}

/** Bar and words from what the task wrote into its metadata; a finished run keeps its words and loses the bar. */
export function RunProgress({ run, wide = false, className }: RunProgressProps) {
  const { fraction, label } = progressOf(run.metadata)
  const facts = statusFacts(run.status)
  const finished = isFinished(run)
  const showBar = !finished && (fraction !== null || (facts.running && label !== null))
  if (!showBar && label === null) return null
  return (
    <span className={classNames('flex min-w-0 items-center gap-2', className)}>
      {showBar && (
        <span
          role="progressbar"
          aria-label={label ?? 'Progress'}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
          className={classNames('h-1.5 shrink-0 overflow-hidden rounded-full bg-line', wide ? 'min-w-24 grow' : 'w-20')}
        >
          <span
            className={classNames(
              'block h-full rounded-full',
              TONE_FILL[facts.tone],
              fraction === null ? 'w-1/3 animate-indeterminate opacity-70' : 'transition-[width] duration-150',
            )}
            style={fraction === null ? undefined : { width: `${fraction * 100}%` }}
          />
        </span>
      )}
      {showBar && fraction !== null && wide && (
        <span className="shrink-0 font-medium tabular-nums">{Math.floor(fraction * 100)} %</span>
      )}
      {label !== null && (
        <span title={label} className="truncate text-muted tabular-nums">
          {label}
        </span>
      )}
    </span>
  )
}

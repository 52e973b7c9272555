'use client'

import { CircleX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNow } from '@/components/layout/use-now'
import { Button } from '@/components/ui/button'
import { formatDuration } from '@/lib/format/duration'
import { formatCount } from '@/lib/format/number'
import { type ComparedStep, compareSteps, isNotable, type StepTimes } from '@/lib/runs/trace/compare-steps'
import type { Timeline } from '@/lib/runs/trace/timeline'
import { CompareTable } from './compare-table'
import { TimeDifference } from './time-difference'

/** More at once is a list that nobody reads; the rest is one press away. */
const FIRST_STEPS = 60
const DEEPEST_INDENT = 6

/** Where the time went: every step of both runs, matched by name. */
export function CompareSteps({ mine, theirs, all }: { mine: Timeline; theirs: Timeline; all: boolean }) {
  const now = useNow(mine.isLive || theirs.isLive)
  const [isWhole, setWhole] = useState(false)
  const nowMs = now.getTime()
  const steps = useMemo(() => compareSteps(mine, theirs, nowMs), [mine, theirs, nowMs])
  const differing = all ? steps : steps.filter(isNotable)
  const shown = isWhole ? differing : differing.slice(0, FIRST_STEPS)
  return (
    <div className="flex flex-col items-start gap-1.5 *:w-full">
      <CompareTable
        title="Steps"
        first="Step"
        difference="Difference"
        empty={
          differing.length === 0
            ? `${formatCount(steps.length, 'step')}, and none took clearly longer or shorter.`
            : null
        }
      >
        {shown.map((step) => (
          <StepRow key={step.path} step={step} />
        ))}
      </CompareTable>
      {shown.length < differing.length && (
        <Button size="sm" className="w-auto! self-start" onClick={() => setWhole(true)}>
          Show {formatCount(differing.length - shown.length, 'more step')}
        </Button>
      )}
    </div>
  )
}

function StepRow({ step }: { step: ComparedStep }) {
  return (
    <tr>
      <th scope="row" className="break-words font-normal">
        <span style={{ paddingLeft: Math.min(step.depth, DEEPEST_INDENT) * 10 }} className="block">
          {step.name}
        </span>
      </th>
      <Times of={step.mine} />
      <Times of={step.theirs} />
      <td className="text-right tabular-nums">
        {step.mine && step.theirs ? (
          <TimeDifference mineMs={step.mine.totalMs} theirsMs={step.theirs.totalMs} />
        ) : (
          <span className="text-warn">{step.mine ? 'only here' : 'only there'}</span>
        )}
      </td>
    </tr>
  )
}

function Times({ of }: { of: StepTimes | null }) {
  if (!of) return <td className="text-faint">—</td>
  return (
    <td className="tabular-nums">
      <span className={of.isError ? 'inline-flex items-center gap-1 text-bad' : undefined}>
        {of.isError && <CircleX aria-label="failed" className="size-3.5 shrink-0" />}
        {formatDuration(of.totalMs)}
      </span>
      {of.count > 1 && <span className="ml-1.5 text-12 text-faint">×{of.count.toLocaleString('en')}</span>}
    </td>
  )
}

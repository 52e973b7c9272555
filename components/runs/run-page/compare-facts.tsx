'use client'

import { useNow } from '@/components/layout/use-now'
import { formatDuration } from '@/lib/format/duration'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import { compareFacts } from '@/lib/runs/trace/compare-facts'
import { CompareTable } from './compare-table'
import { TimeDifference } from './time-difference'

/** The runs as a whole: how they ended, how long they waited and worked, which code they ran. */
export function CompareFacts({ run, other, all }: { run: RunDetail; other: RunDetail; all: boolean }) {
  const now = useNow(!isFinished(run) || !isFinished(other))
  const facts = compareFacts(run, other, now)
  // The durations are what people come for, so they stay even where they are alike.
  const shown = facts.filter((fact) => all || fact.kind === 'duration' || fact.mine !== fact.theirs)
  return (
    <CompareTable title="Runs" first="What" difference="Difference" empty={null}>
      {shown.map((fact) => (
        <tr key={fact.name}>
          <th scope="row" className="font-normal text-muted">
            {fact.name}
          </th>
          <td className="break-words tabular-nums">{textOf(fact.mine)}</td>
          <td className="break-words tabular-nums">{textOf(fact.theirs)}</td>
          <td className="text-right tabular-nums">
            {fact.kind === 'duration' ? (
              <TimeDifference mineMs={fact.mine as number | null} theirsMs={fact.theirs as number | null} />
            ) : (
              <span className={fact.mine === fact.theirs ? 'text-faint' : 'text-warn'}>
                {fact.mine === fact.theirs ? 'same' : 'differs'}
              </span>
            )}
          </td>
        </tr>
      ))}
    </CompareTable>
  )
}

function textOf(value: number | string | null): string {
  if (value === null) return '—'
  return typeof value === 'number' ? formatDuration(value) : value
}

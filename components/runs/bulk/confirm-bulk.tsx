'use client'

import { useTimeFormat } from '@/components/layout/time-format'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { BulkCommand } from '@/lib/runs/bulk/bulk-command'
import type { MatchingRuns } from '@/lib/runs/bulk/matching-runs'
import { filterParts } from '@/lib/runs/filter-parts'
import type { RunFilter } from '@/lib/runs/run-filter'
import { commandWords, countWords } from './bulk-words'

const WORDS = {
  cancel: {
    consequence:
      'Each task is stopped where it is, and its child runs with it. This cannot be undone; runs can be replayed.',
    which: 'unfinished',
    keep: 'Keep running',
    variant: 'danger',
  },
  replay: {
    consequence: 'Each run is started again with the payload it had, as a new run. The old runs stay as they are.',
    which: 'finished',
    keep: 'Do not replay',
    variant: 'primary',
  },
} as const

interface ConfirmBulkProps {
  command: BulkCommand
  filter: RunFilter
  matching: MatchingRuns
  onClose: () => void
  onConfirm: () => void
}

/** Says what will happen to how many runs, and which, before it does. */
export function ConfirmBulk({ command, filter, matching, onClose, onConfirm }: ConfirmBulkProps) {
  const { formatExact } = useTimeFormat()
  const { consequence, which, keep, variant } = WORDS[command]
  const count = matching[command]
  const parts = filterParts(filter)
  return (
    <ConfirmDialog
      title={`${commandWords(command, count)}?`}
      description={consequence}
      keep={keep}
      confirm={commandWords(command, count)}
      variant={variant}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-13">
        <Line name="How many" value={`${countWords(count)}, those that are ${which}`} />
        <Line
          name="Which"
          value={parts.map(({ name, value }) => `${name} ${value}`).join(' · ') || 'every run of this environment'}
        />
        <Line name="Created" value={`until ${formatExact(matching.asOf)}; later runs are left alone`} />
      </dl>
    </ConfirmDialog>
  )
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="break-words">
        <bdi>{value}</bdi>
      </dd>
    </>
  )
}

'use client'

import { Ban, RotateCcw, X } from 'lucide-react'
import { useCan } from '@/components/auth/session-user'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount } from '@/lib/format/number'
import { isFinished, type RunRow } from '@/lib/runs/run'
import { BULK_LIMIT } from '@/lib/runs/run-limits'

interface BulkBarProps {
  selected: readonly RunRow[]
  busy: 'cancel' | 'replay' | null
  onCancel: () => void
  onReplay: () => void
  onClear: () => void
}

/** What can be done with the selection; only legal actions are offered, each says for how many. */
export function BulkBar({ selected, busy, onCancel, onReplay, onClear }: BulkBarProps) {
  const mayCancel = useCan('runs:cancel')
  const mayReplay = useCan('runs:replay')
  const open = selected.filter((run) => !isFinished(run)).length
  const finished = selected.length - open
  return (
    <div role="toolbar" aria-label="Selected runs" className="flex min-h-7 flex-wrap items-center gap-2">
      <span className="font-medium text-13">{formatCount(selected.length, 'run')} selected</span>
      {selected.length > BULK_LIMIT && <span className="text-12 text-warn">up to {BULK_LIMIT} at once</span>}
      {mayCancel && open > 0 && (
        <Button size="sm" variant="danger" busy={busy === 'cancel'} onClick={onCancel}>
          <Ban aria-hidden /> Cancel {formatCount(open, 'run')}
        </Button>
      )}
      {mayReplay && finished > 0 && (
        <Button size="sm" busy={busy === 'replay'} onClick={onReplay}>
          <RotateCcw aria-hidden /> Replay {formatCount(finished, 'run')}
        </Button>
      )}
      <IconButton label="Clear the selection" shortcut="Esc" size="icon-sm" onClick={onClear}>
        <X />
      </IconButton>
    </div>
  )
}

'use client'

import { Ban, RotateCcw, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { formatNumber } from '@/lib/format/number'
import type { MatchingRuns } from '@/lib/runs/bulk/matching-runs'
import type { ListActions } from '../use-list-actions'
import { commandWords } from './bulk-words'

interface MatchingBarProps {
  matching: MatchingRuns
  actions: Pick<ListActions, 'cancel' | 'replay'>
  onClear: () => void
}

/** What can be done with all runs that match, loaded or not. */
export function MatchingBar({ matching, actions, onClear }: MatchingBarProps) {
  return (
    <div role="toolbar" aria-label="All runs that match" className="flex min-h-7 flex-wrap items-center gap-2">
      <span className="font-medium text-13">{allWords(matching)} selected</span>
      {actions.cancel && (
        <Button size="sm" variant="danger" onClick={actions.cancel}>
          <Ban aria-hidden /> {commandWords('cancel', matching.cancel)}
        </Button>
      )}
      {actions.replay && (
        <Button size="sm" onClick={actions.replay}>
          <RotateCcw aria-hidden /> {commandWords('replay', matching.replay)}
        </Button>
      )}
      <IconButton label="Clear the selection" shortcut="Esc" size="icon-sm" onClick={onClear}>
        <X />
      </IconButton>
    </div>
  )
}

/** "All 3,412 that match", or without a number where nobody has counted to the end. */
export function allWords({ cancel, replay }: MatchingRuns): string {
  return cancel.exact && replay.exact ? `All ${formatNumber(cancel.count + replay.count)} that match` : 'All that match'
}

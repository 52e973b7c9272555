'use client'

import { Button } from '@/components/ui/button'
import { BulkProgress } from './bulk/bulk-progress'
import { allWords, MatchingBar } from './bulk/matching-bar'
import { BulkBar } from './bulk-bar'
import type { ListActions } from './use-list-actions'

interface SelectionBarProps {
  actions: ListActions
  onClear: () => void
}

/** Stands in the place of the filter while runs are selected or a bulk action is on its way. */
export function SelectionBar({ actions, onClear }: SelectionBarProps) {
  const { bulk, matching, selected } = actions
  if (bulk.running) return <BulkProgress {...bulk.running} onStop={bulk.stop && (() => void bulk.stop?.())} />
  if (matching.chosen && matching.offered) {
    return <MatchingBar matching={matching.offered} actions={actions} onClear={onClear} />
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <BulkBar
        selected={selected}
        busy={actions.busy}
        onCancel={() => actions.cancel?.()}
        onReplay={() => actions.replay?.()}
        onClear={onClear}
      />
      {matching.counting && <span className="text-12 text-muted">Counting what matches…</span>}
      {matching.offered && (
        <Button size="sm" variant="ghost" className="text-accent" onClick={matching.choose}>
          Select {lowerFirst(allWords(matching.offered))}
        </Button>
      )}
    </div>
  )
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

'use client'

import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import type { BulkAction } from '@/lib/runs/bulk/bulk-action'
import type { BulkCommand } from '@/lib/runs/bulk/bulk-command'
import { progressWords } from './bulk-words'

interface BulkProgressProps {
  command: BulkCommand
  action: BulkAction | null
  onStop: (() => void) | undefined
}

/** A bulk action on its way. */
export function BulkProgress({ command, action, onStop }: BulkProgressProps) {
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2 text-13">
      <Spinner label="The platform works on it" className="text-muted" />
      <span className="font-medium tabular-nums">{progressWords(command, action)}</span>
      {onStop && (
        <Button size="sm" onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  )
}

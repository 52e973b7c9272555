'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatCount } from '@/lib/format/number'
import type { RunRow } from '@/lib/runs/run'
import { RunId } from './run-id'
import { RunStatusLabel } from './run-status-label'

const NAMED = 8

interface ConfirmCancelProps {
  runs: readonly RunRow[]
  onClose: () => void
  onConfirm: () => void
}

/** A canceled run cannot be brought back, so the dialog names what will be stopped. */
export function ConfirmCancel({ runs, onClose, onConfirm }: ConfirmCancelProps) {
  const count = formatCount(runs.length, 'run')
  return (
    <ConfirmDialog
      title={`Cancel ${count}?`}
      description="The task is stopped where it is, and its child runs with it. This cannot be undone; the run can be replayed."
      keep="Keep running"
      confirm={`Cancel ${count}`}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <ul className="flex flex-col gap-1 text-13">
        {runs.slice(0, NAMED).map((run) => (
          <li key={run.id} className="flex min-w-0 items-center gap-2">
            <RunStatusLabel status={run.status} className="w-28 shrink-0" />
            <bdi className="min-w-0 grow truncate">{run.taskId}</bdi>
            <RunId id={run.id} />
          </li>
        ))}
        {runs.length > NAMED && <li className="text-muted">and {runs.length - NAMED} more</li>}
      </ul>
    </ConfirmDialog>
  )
}

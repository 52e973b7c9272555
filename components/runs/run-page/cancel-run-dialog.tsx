'use client'

import { LiveDuration } from '@/components/runs/live-duration'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { shortId } from '@/lib/format/short-id'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import { statusFacts } from '@/lib/runs/run-status'

type CancelRunDialogProps = { run: RunDetail; onClose: () => void; onConfirm: () => void }

/** Canceling cannot be undone, so it says exactly what will stop. */
export function CancelRunDialog({ run, onClose, onConfirm }: CancelRunDialogProps) {
  const started = statusFacts(run.status).running
  const children = run.relatedRuns.children.filter((child) => !isFinished(child)).length
  return (
    <ConfirmDialog
      title="Cancel this run?"
      keep="Keep it running"
      confirm={`Cancel run ${shortId(run.id)}`}
      focusConfirm
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p className="text-14">
        {started ? (
          <>
            <strong className="font-semibold">{run.taskId}</strong> has been at work for <LiveDuration run={run} />. It
            stops where it is; what it has already done is not undone.
          </>
        ) : (
          <>
            <strong className="font-semibold">{run.taskId}</strong> has not started yet. It will never start.
          </>
        )}
      </p>
      {children > 0 && (
        <p className="mt-2 text-14">
          {children === 1
            ? 'One run that it started and that is still going'
            : `${children} runs that it started and that are still going`}{' '}
          will be canceled too.
        </p>
      )}
      <p className="mt-2 text-13 text-muted">This cannot be undone. You can replay the run afterwards.</p>
    </ConfirmDialog>
  )
}

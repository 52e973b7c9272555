'use client'

import { useRef } from 'react'
import { LiveDuration } from '@/components/runs/live-duration'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { shortId } from '@/lib/format/short-id'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import { statusFacts } from '@/lib/runs/run-status'

type CancelRunDialogProps = { run: RunDetail; onClose: () => void; onConfirm: () => void }

/** Canceling cannot be undone, so it says exactly what will stop. */
export function CancelRunDialog({ run, onClose, onConfirm }: CancelRunDialogProps) {
  const confirm = useRef<HTMLButtonElement>(null)
  const started = statusFacts(run.status).running
  const children = run.relatedRuns.children.filter((child) => !isFinished(child)).length
  return (
    <Dialog
      size="sm"
      title="Cancel this run?"
      open
      onOpenChange={(next) => !next && onClose()}
      initialFocus={confirm}
      footer={
        <>
          <Button onClick={onClose}>Keep it running</Button>
          <Button ref={confirm} variant="danger" onClick={onConfirm}>
            Cancel run {shortId(run.id)}
          </Button>
        </>
      }
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
    </Dialog>
  )
}

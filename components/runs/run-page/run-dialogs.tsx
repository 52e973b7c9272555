'use client'

import type { RunDetail } from '@/lib/runs/run'
import { AddTagDialog } from './add-tag-dialog'
import { CancelRunDialog } from './cancel-run-dialog'
import { EditReplayDialog } from './edit-replay-dialog'
import { RescheduleDialog } from './reschedule-dialog'
import type { RunActionsApi } from './use-run-actions'

export type RunDialogName = 'cancel' | 'edit' | 'tag' | 'reschedule'

type RunDialogsProps = {
  environment: string
  run: RunDetail
  dialog: RunDialogName
  actions: RunActionsApi
  onClose: () => void
}

/** The dialog that is open. Its code comes when the page is idle, or with the first wish. */
export function RunDialogs({ environment, run, dialog, actions, onClose }: RunDialogsProps) {
  switch (dialog) {
    case 'cancel':
      return <CancelRunDialog run={run} onClose={onClose} onConfirm={actions.cancel} />
    case 'tag':
      return (
        <AddTagDialog
          run={run}
          busy={actions.pending === 'tag'}
          onClose={onClose}
          onAdd={(tag) => actions.addTag(tag, onClose)}
        />
      )
    case 'edit':
      return (
        <EditReplayDialog
          environment={environment}
          run={run}
          busy={actions.pending === 'replayEdited'}
          onClose={onClose}
          onStart={actions.startEdited}
        />
      )
    case 'reschedule':
      return (
        <RescheduleDialog
          run={run}
          busy={actions.pending === 'reschedule'}
          refusal={actions.refusal}
          onClose={onClose}
          onReschedule={(start) => actions.reschedule(start, onClose)}
        />
      )
  }
}

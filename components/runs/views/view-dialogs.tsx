'use client'

import type { RunListAddress } from '@/lib/runs/run-list-address'
import type { RunView } from '@/lib/runs/views/run-view'
import { ManageViewsDialog } from './manage-views-dialog'
import { SaveViewDialog } from './save-view-dialog'
import type { ViewCommands } from './use-view-commands'

export type ViewDialogName = 'save' | 'manage'

interface ViewDialogsProps {
  environment: string
  dialog: ViewDialogName
  address: RunListAddress
  views: RunView[]
  commands: ViewCommands
  onSaved: (id: string) => void
  onClose: () => void
}

/** A module of its own, so that no list pays for dialogs before one is opened. */
export function ViewDialogs({ dialog, address, views, commands, onSaved, ...shared }: ViewDialogsProps) {
  return dialog === 'save' ? (
    <SaveViewDialog {...shared} address={address} onSaved={onSaved} />
  ) : (
    <ManageViewsDialog {...shared} views={views} commands={commands} />
  )
}

'use client'

import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { RunView } from '@/lib/runs/views/run-view'
import type { ViewCommands } from './use-view-commands'
import { ViewLine } from './view-line'

interface ManageViewsDialogProps {
  environment: string
  views: RunView[]
  commands: ViewCommands
  onClose: () => void
}

export function ManageViewsDialog({ environment, views, commands, onClose }: ManageViewsDialogProps) {
  const [editingId, setEditingId] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  // What had the focus goes away with its line.
  const takeFocus = () => list.current?.focus()
  return (
    <Dialog
      open
      title="Saved views"
      description="A deleted view can be brought back from the message that says so."
      onOpenChange={(open) => !open && onClose()}
      footer={<Button onClick={onClose}>Done</Button>}
    >
      {views.length === 0 && <p className="text-13 text-muted">No views are left.</p>}
      <ul ref={list} tabIndex={-1} aria-label="Saved views" className="-my-2 flex flex-col divide-y outline-none">
        {views.map((view) => (
          <ViewLine
            key={view.id}
            environment={environment}
            view={view}
            editing={view.id === editingId}
            onEdit={(editing) => {
              setEditingId(editing ? view.id : null)
              if (!editing) takeFocus()
            }}
            onDelete={async () => {
              takeFocus()
              await commands.remove(view)
            }}
          />
        ))}
      </ul>
    </Dialog>
  )
}

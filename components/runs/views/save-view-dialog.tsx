'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/use-toast'
import { type RunListAddress, serializeRunListAddress } from '@/lib/runs/run-list-address'
import { createRunView } from '@/lib/runs/views/actions'
import { runViewOptions } from '@/lib/runs/views/run-view-options'
import { ViewForm } from './view-form'
import { ViewSummary } from './view-summary'

interface SaveViewDialogProps {
  environment: string
  address: RunListAddress
  onSaved: (id: string) => void
  onClose: () => void
}

export function SaveViewDialog({ environment, address, onSaved, onClose }: SaveViewDialogProps) {
  const queryClient = useQueryClient()
  const toast = useToast()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)

  const save = async ({ name, shared }: { name: string; shared: boolean }) => {
    setBusy(true)
    try {
      const result = await createRunView({ environment, name, shared, search: serializeRunListAddress(address) })
      if (!result.ok) return result
      void queryClient.invalidateQueries({ queryKey: runViewOptions(environment).queryKey })
      if (result.data) onSaved(result.data.id)
      toast({ kind: 'success', title: `View “${name}” saved`, description: shared ? 'The team sees it too.' : '' })
      onClose()
      return result
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      size="sm"
      title="Save as a view"
      description="A name for the filter and the columns that are shown now."
      onOpenChange={(open) => !open && onClose()}
      initialFocus={input}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="save-view" variant="primary" busy={busy}>
            Save view
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ViewSummary address={address} />
        <ViewForm id="save-view" initial={{ name: '', shared: false }} input={input} onSubmit={save} />
      </div>
    </Dialog>
  )
}

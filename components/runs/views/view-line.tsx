'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { filterParts } from '@/lib/runs/filter-parts'
import { parseRunListAddress } from '@/lib/runs/run-list-address'
import { editRunView } from '@/lib/runs/views/actions'
import type { RunView } from '@/lib/runs/views/run-view'
import { runViewOptions } from '@/lib/runs/views/run-view-options'
import { useMayChangeView } from './use-may-change-view'
import { ViewForm } from './view-form'

interface ViewLineProps {
  environment: string
  view: RunView
  editing: boolean
  onEdit: (editing: boolean) => void
  onDelete: () => void
}

/** One view of the list that manages them: what it is, or the form that changes it. */
export function ViewLine({ environment, view, editing, onEdit, onDelete }: ViewLineProps) {
  const mayChange = useMayChangeView()(view)
  if (editing) return <EditedLine environment={environment} view={view} onDone={() => onEdit(false)} />
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 grow">
        <p className="flex min-w-0 items-center gap-2 font-medium text-13">
          <bdi className="truncate" title={view.name}>
            {view.name}
          </bdi>
          {view.shared && <Badge className="shrink-0">team</Badge>}
        </p>
        <p className="truncate text-12 text-muted">{wordsOf(view)}</p>
      </div>
      {mayChange && (
        <>
          <IconButton label={`Rename or share ${view.name}`} onClick={() => onEdit(true)}>
            <Pencil />
          </IconButton>
          <IconButton label={`Delete ${view.name}`} onClick={onDelete}>
            <Trash2 />
          </IconButton>
        </>
      )}
    </li>
  )
}

function EditedLine({ environment, view, onDone }: { environment: string; view: RunView; onDone: () => void }) {
  const queryClient = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const formId = `edit-${view.id}`
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  const save = async ({ name, shared }: { name: string; shared: boolean }) => {
    setBusy(true)
    try {
      const result = await editRunView({ environment, id: view.id, name, shared })
      if (!result.ok) return result
      void queryClient.invalidateQueries({ queryKey: runViewOptions(environment).queryKey })
      onDone()
      return result
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className="flex flex-col gap-3 py-3">
      <ViewForm id={formId} initial={view} input={input} onSubmit={save} />
      <div className="flex gap-2">
        <Button type="submit" form={formId} size="sm" variant="primary" busy={busy}>
          Save
        </Button>
        <Button size="sm" onClick={onDone}>
          Keep as it is
        </Button>
      </div>
    </li>
  )
}

function wordsOf(view: RunView): string {
  const parts = filterParts(parseRunListAddress(new URLSearchParams(view.search)))
  const filter = parts.map(({ name, value }) => `${name} ${value}`).join(' · ')
  return [filter || 'all runs', view.shared ? `by ${view.createdBy}` : ''].filter(Boolean).join(' · ')
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { useToast } from '@/components/ui/use-toast'
import { formatCount } from '@/lib/format/number'
import { routes } from '@/lib/routes'
import type { RunDetail } from '@/lib/runs/run'
import { asCurl, asSdkCall } from '@/lib/runs/trace/copy-as'
import type { legalActions } from '@/lib/runs/trace/legal-actions'
import { runDataOptions } from '@/lib/runs/trace/trace-options'
import type { RunDialogName } from './run-dialogs'

type MoreMenuProps = {
  environment: string
  run: RunDetail
  legal: ReturnType<typeof legalActions>
  onOpen: (dialog: RunDialogName) => void
}

/** What is wanted less often than replay and cancel. */
export function MoreMenu({ environment, run, legal, onOpen }: MoreMenuProps) {
  const toast = useToast()
  const [wasOpened, setOpened] = useState(false)
  // The calls contain the payload, which is only read when somebody may want to copy it.
  const payload = useQuery({ ...runDataOptions(environment, run.id, 'payload'), enabled: wasOpened })
  const call = { taskId: run.taskId, payload: payload.data?.text ?? null, tags: run.tags }
  const hidden = payload.data?.hiddenCount ?? 0
  const copy = (title: string, text: string, description?: string) =>
    void copyText(text).then(() => toast({ kind: 'success', title, ...(description && { description }) }))
  const leftOut = hidden > 0 ? `${formatCount(hidden, 'secret value')} left out; fill in before you run it.` : undefined
  return (
    <Menu
      align="end"
      trigger={
        <Button size="icon" aria-label="More actions" onClick={() => setOpened(true)} onKeyDown={() => setOpened(true)}>
          <Ellipsis />
        </Button>
      }
    >
      <MenuItem
        disabled={!legal.replayEdited.allowed}
        title={legal.replayEdited.reason ?? undefined}
        onClick={() => onOpen('edit')}
      >
        Replay with edited payload…
      </MenuItem>
      <MenuItem disabled={!legal.tag.allowed} title={legal.tag.reason ?? undefined} onClick={() => onOpen('tag')}>
        Add tag…
      </MenuItem>
      <MenuSeparator />
      <MenuItem onClick={() => copy('Link copied', location.href)}>Copy link to this view</MenuItem>
      <MenuItem onClick={() => copy('Link copied', `${location.origin}${routes.run(environment, run.id)}`)}>
        Copy link to the run
      </MenuItem>
      <MenuItem disabled={!payload.data} onClick={() => copy('cURL command copied', asCurl(call), leftOut)}>
        Copy as cURL
      </MenuItem>
      <MenuItem disabled={!payload.data} onClick={() => copy('SDK call copied', asSdkCall(call), leftOut)}>
        Copy as SDK call
      </MenuItem>
    </Menu>
  )
}

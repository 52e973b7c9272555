'use client'

import { useQuery } from '@tanstack/react-query'
import { Ban, Ellipsis, RotateCcw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { useSessionUser } from '@/components/auth/session-user'
import { useCommand } from '@/components/layout/use-command'
import { useShortcut } from '@/components/layout/use-shortcut'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { Kbd } from '@/components/ui/kbd'
import { keepTrying } from '@/components/ui/keep-trying'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { Tooltip } from '@/components/ui/tooltip'
import { useToast } from '@/components/ui/use-toast'
import type { RunDetail } from '@/lib/runs/run'
import { asCurl, asSdkCall } from '@/lib/runs/trace/copy-as'
import { type Legality, legalActions } from '@/lib/runs/trace/legal-actions'
import { runDataOptions } from '@/lib/runs/trace/trace-options'
import { AddTagDialog } from './add-tag-dialog'
import { CancelRunDialog } from './cancel-run-dialog'
import { useRunActions } from './use-run-actions'

const EditReplayDialog = dynamic(
  () => keepTrying(() => import('./edit-replay-dialog')).then((module) => module.EditReplayDialog),
  {
    ssr: false,
  },
)

type OpenDialog = 'cancel' | 'edit' | 'tag' | null

export function RunActions({ environment, run }: { environment: string; run: RunDetail }) {
  const { role } = useSessionUser()
  const legal = legalActions(run, role)
  const actions = useRunActions(environment, run)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const close = () => setDialog(null)
  useShortcut('c', () => setDialog('cancel'), {
    description: 'Cancel run',
    group: 'Run',
    enabled: legal.cancel.allowed,
  })
  useShortcut('r', actions.replay, { description: 'Replay run', group: 'Run', enabled: legal.replay.allowed })
  useCommand({
    id: 'cancel-run',
    label: 'Cancel this run',
    icon: Ban,
    keywords: 'stop abort',
    keys: 'c',
    run: () => setDialog('cancel'),
    enabled: legal.cancel.allowed,
  })
  useCommand({
    id: 'replay-run',
    label: 'Replay this run',
    icon: RotateCcw,
    keywords: 'again repeat retry',
    keys: 'r',
    run: actions.replay,
    enabled: legal.replay.allowed,
  })

  return (
    <>
      <LegalButton legality={legal.replay} busy={actions.pending === 'replay'} onClick={actions.replay}>
        Replay <Kbd>R</Kbd>
      </LegalButton>
      <LegalButton
        legality={legal.cancel}
        danger
        busy={actions.pending === 'cancel'}
        onClick={() => setDialog('cancel')}
      >
        Cancel run <Kbd>C</Kbd>
      </LegalButton>
      <MoreMenu environment={environment} run={run} legal={legal} onOpen={setDialog} />
      <CancelRunDialog
        run={run}
        open={dialog === 'cancel'}
        onClose={close}
        onConfirm={() => {
          close()
          actions.cancel()
        }}
      />
      <AddTagDialog
        run={run}
        open={dialog === 'tag'}
        busy={actions.pending === 'tag'}
        onClose={close}
        onAdd={(tag) => actions.addTag(tag, close)}
      />
      {dialog === 'edit' && (
        <EditReplayDialog
          environment={environment}
          run={run}
          busy={actions.pending === 'replayEdited'}
          onClose={close}
          onStart={actions.startEdited}
        />
      )}
    </>
  )
}

type LegalButtonProps = {
  legality: Legality
  danger?: boolean
  busy: boolean
  onClick: () => void
  children: React.ReactNode
}

/** A refused action stays where it is and says why: it can be focused, so the reason can be read. */
function LegalButton({ legality, danger = false, busy, onClick, children }: LegalButtonProps) {
  const variant = danger && legality.allowed ? 'danger' : 'secondary'
  if (legality.allowed) {
    return (
      <Button variant={variant} busy={busy} onClick={onClick}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip content={legality.reason}>
      <Button variant={variant} aria-disabled>
        {children}
      </Button>
    </Tooltip>
  )
}

type MoreMenuProps = {
  environment: string
  run: RunDetail
  legal: ReturnType<typeof legalActions>
  onOpen: (dialog: OpenDialog) => void
}

function MoreMenu({ environment, run, legal, onOpen }: MoreMenuProps) {
  const toast = useToast()
  const [wasOpened, setOpened] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  // The calls contain the payload, which is only read when somebody may want to copy it.
  const payload = useQuery({ ...runDataOptions(environment, run.id, 'payload'), enabled: wasOpened })
  const call = { taskId: run.taskId, payload: payload.data?.text ?? null, tags: run.tags }
  const copy = (what: string, text: string) =>
    void copyText(text).then(() => toast({ kind: 'success', title: `${what} copied` }))
  return (
    <Menu
      align="end"
      trigger={
        <Button
          ref={trigger}
          size="icon"
          aria-label="More actions"
          onClick={() => setOpened(true)}
          onKeyDown={() => setOpened(true)}
        >
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
      <MenuItem onClick={() => copy('Link', location.href)}>Copy link</MenuItem>
      <MenuItem disabled={!payload.data} onClick={() => copy('cURL command', asCurl(call))}>
        Copy as cURL
      </MenuItem>
      <MenuItem disabled={!payload.data} onClick={() => copy('SDK call', asSdkCall(call))}>
        Copy as SDK call
      </MenuItem>
    </Menu>
  )
}

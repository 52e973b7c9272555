'use client'

import { Ban, CalendarClock, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useSessionUser } from '@/components/auth/session-user'
import { useCommand } from '@/components/layout/use-command'
import { useShortcut } from '@/components/layout/use-shortcut'
import { DeferredCode } from '@/components/ui/deferred-code'
import { Kbd } from '@/components/ui/kbd'
import { useDeferred } from '@/components/ui/use-deferred'
import type { RunDetail } from '@/lib/runs/run'
import { canonicalStatus } from '@/lib/runs/run-status'
import { legalActions } from '@/lib/runs/trace/legal-actions'
import { LegalButton } from './legal-button'
import { MoreMenu } from './more-menu'
import type { RunDialogName } from './run-dialogs'
import { useRunActions } from './use-run-actions'

const code = new DeferredCode(() => import('./run-dialogs'))

/** What can be done with the run: its buttons, keys, commands of the palette, and the dialogs behind them. */
export function RunActions({ environment, run }: { environment: string; run: RunDetail }) {
  const { role } = useSessionUser()
  const legal = legalActions(run, role)
  const actions = useRunActions(environment, run)
  const [dialog, setDialog] = useState<RunDialogName | null>(null)
  const close = () => setDialog(null)
  const open = (name: RunDialogName) => {
    actions.forgetRefusal()
    setDialog(name)
  }
  const dialogs = useDeferred(code, dialog !== null, close)
  const ask = { cancel: () => open('cancel'), reschedule: () => open('reschedule') }
  useRunKeys(legal, { cancel: ask.cancel, replay: actions.replay, reschedule: ask.reschedule })

  return (
    <>
      <LegalButton legality={legal.replay} busy={actions.pending === 'replay'} onClick={actions.replay}>
        Replay <Kbd className="max-sm:hidden">R</Kbd>
      </LegalButton>
      {canonicalStatus(run.status) === 'DELAYED' && (
        <LegalButton
          legality={legal.reschedule}
          busy={actions.pending === 'reschedule' && dialog === null}
          onClick={ask.reschedule}
        >
          Reschedule
        </LegalButton>
      )}
      <LegalButton legality={legal.cancel} danger busy={actions.pending === 'cancel'} onClick={ask.cancel}>
        Cancel run <Kbd className="max-sm:hidden">C</Kbd>
      </LegalButton>
      <MoreMenu environment={environment} run={run} legal={legal} onOpen={open} />
      {dialogs && dialog && (
        <dialogs.RunDialogs environment={environment} run={run} dialog={dialog} actions={actions} onClose={close} />
      )}
    </>
  )
}

type KeyActs = { cancel: () => void; replay: () => void; reschedule: () => void }

function useRunKeys(legal: ReturnType<typeof legalActions>, acts: KeyActs) {
  useShortcut('c', acts.cancel, { description: 'Cancel run', group: 'Run', enabled: legal.cancel.allowed })
  useShortcut('r', acts.replay, { description: 'Replay run', group: 'Run', enabled: legal.replay.allowed })
  useCommand({
    id: 'cancel-run',
    label: 'Cancel this run',
    icon: Ban,
    keywords: 'stop abort',
    keys: 'c',
    run: acts.cancel,
    enabled: legal.cancel.allowed,
  })
  useCommand({
    id: 'replay-run',
    label: 'Replay this run',
    icon: RotateCcw,
    keywords: 'again repeat retry',
    keys: 'r',
    run: acts.replay,
    enabled: legal.replay.allowed,
  })
  useCommand({
    id: 'reschedule-run',
    label: 'Reschedule this run',
    icon: CalendarClock,
    keywords: 'delay later start time',
    run: acts.reschedule,
    enabled: legal.reschedule.allowed,
  })
}

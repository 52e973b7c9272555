'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useToast } from '@/components/ui/use-toast'
import { formatCount } from '@/lib/format/number'
import { shortId } from '@/lib/format/short-id'
import { orUnreachable } from '@/lib/or-unreachable'
import { routes } from '@/lib/routes'
import { cancelRuns, replayRuns } from '@/lib/runs/actions'
import { BULK_LIMIT } from '@/lib/runs/run-limits'
import { statusFacts } from '@/lib/runs/run-status'

interface RunCommandsOptions {
  environment: string
  /** Runs that could not be changed stay selected, the others do not. */
  onOutcome: (failedIds: string[]) => void
}

export interface RunCommands {
  busy: 'cancel' | 'replay' | null
  cancel: (runIds: string[]) => Promise<void>
  replay: (runIds: string[]) => Promise<void>
}

/** Cancel and replay, for one run or many: one request and one outcome either way. */
export function useRunCommands({ environment, onOutcome }: RunCommandsOptions): RunCommands {
  const toast = useToast()
  const router = useRouter()
  const [busy, setBusy] = useState<RunCommands['busy']>(null)

  const guard = async (command: 'cancel' | 'replay', runIds: string[], act: () => Promise<void>) => {
    if (busy !== null || runIds.length === 0) return
    if (runIds.length > BULK_LIMIT) {
      toast({ kind: 'error', title: `Up to ${BULK_LIMIT} runs at once`, description: `${runIds.length} are selected.` })
      return
    }
    setBusy(command)
    try {
      await act()
    } finally {
      setBusy(null)
    }
  }

  const cancel = (runIds: string[]) =>
    guard('cancel', runIds, async () => {
      const result = await orUnreachable(cancelRuns({ environment, runIds }))
      if (!result.ok) return void toast({ kind: 'error', title: result.message, description: result.errorId })
      const { done, failed } = result.data
      onOutcome(failed.map((run) => run.runId))
      const late = done.filter((run) => run.outcome === 'already-finished')
      const canceled = done.length - late.length
      toast({
        kind: failed.length > 0 ? 'error' : canceled > 0 ? 'success' : 'info',
        title: canceled > 0 ? `${formatCount(canceled, 'run')} canceled` : 'No run was canceled',
        description: [lateWords(late), failureWords(failed)].filter(Boolean).join(' '),
      })
    })

  const replay = (runIds: string[]) =>
    guard('replay', runIds, async () => {
      const result = await orUnreachable(replayRuns({ environment, runIds }))
      if (!result.ok) return void toast({ kind: 'error', title: result.message, description: result.errorId })
      const { done, failed } = result.data
      onOutcome(failed.map((run) => run.runId))
      const [only] = done
      toast({
        kind: failed.length > 0 ? 'error' : 'success',
        title: done.length > 0 ? `${formatCount(done.length, 'run')} replayed` : 'No run was replayed',
        description: failureWords(failed),
        ...(only !== undefined &&
          done.length === 1 && {
            action: { label: 'Open run', onClick: () => router.push(routes.run(environment, only.replayedAs)) },
          }),
      })
    })

  return { busy, cancel, replay }
}

function lateWords(late: { runId: string; status: string }[]): string {
  const [only] = late
  if (only === undefined) return ''
  if (late.length > 1) return `${late.length} had already finished.`
  return `${shortId(only.runId)} had already finished (${statusFacts(only.status).label.toLowerCase()}).`
}

function failureWords(failed: { runId: string; message: string }[]): string {
  const [first] = failed
  if (first === undefined) return ''
  const others = failed.length > 1 ? ` and ${failed.length - 1} more, which stay selected` : ''
  return `${shortId(first.runId)}: ${first.message}${others}`
}

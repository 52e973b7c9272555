'use client'

import { useState } from 'react'
import { useToast } from '@/components/ui/use-toast'
import { orUnreachable } from '@/lib/or-unreachable'
import { cancelMatchingRuns, replayMatchingRuns, stopBulkAction } from '@/lib/runs/bulk/actions'
import type { BulkAction } from '@/lib/runs/bulk/bulk-action'
import type { BulkCommand } from '@/lib/runs/bulk/bulk-command'
import { fetchBulkAction } from '@/lib/runs/bulk/bulk-options'
import { type RunFilter, serializeRunFilter } from '@/lib/runs/run-filter'
import { outcomeToast } from './bulk-words'
import { followBulkAction } from './follow-bulk-action'

const ACTS = { cancel: cancelMatchingRuns, replay: replayMatchingRuns }

interface Running {
  command: BulkCommand
  action: BulkAction | null
}

export interface BulkActionControl {
  running: Running | null
  start: (command: BulkCommand, filter: RunFilter, asOf: Date) => Promise<void>
  /** Undefined until the platform has taken the action. */
  stop: (() => Promise<void>) | undefined
}

/** A change of all runs that match: started here, done by the platform, and followed to its one outcome. */
export function useBulkAction(environment: string, onOver: () => void): BulkActionControl {
  const toast = useToast()
  const [running, setRunning] = useState<Running | null>(null)

  const start = async (command: BulkCommand, filter: RunFilter, asOf: Date) => {
    if (running) return
    setRunning({ command, action: null })
    try {
      const started = await ACTS[command]({ environment, search: serializeRunFilter(filter), asOf })
      if (!started.ok) return toast({ kind: 'error', title: started.message, description: started.errorId })
      const { bulkActionId } = started.data
      const action = await followBulkAction({
        read: () => fetchBulkAction(environment, bulkActionId),
        onProgress: (progress) => setRunning({ command, action: progress }),
      })
      toast(outcomeToast(command, action))
      onOver()
    } catch {
      const description = 'Look at the runs before you try again.'
      toast({ kind: 'error', title: 'Signalbox cannot be reached', description })
    } finally {
      setRunning(null)
    }
  }

  const id = running?.action?.id
  const stop = async () => {
    if (id === undefined) return
    const result = await orUnreachable(stopBulkAction({ environment, bulkActionId: id }))
    // Over before it could be stopped: the outcome that follows says so.
    if (!result.ok && result.code !== 'conflict') {
      toast({ kind: 'error', title: result.message, description: result.errorId })
    }
  }
  return { running, start, stop: id === undefined ? undefined : stop }
}

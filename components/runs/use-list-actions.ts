'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan } from '@/components/auth/session-user'
import type { BulkCommand } from '@/lib/runs/bulk/bulk-command'
import { isFinished, type RunRow } from '@/lib/runs/run'
import type { RunFilter } from '@/lib/runs/run-filter'
import { runKeys } from '@/lib/runs/run-keys'
import { useBulkAction } from './bulk/use-bulk-action'
import { useMatching } from './bulk/use-matching'
import { useRunCommands } from './use-run-commands'
import type { RunCursor } from './use-run-cursor'
import type { RunList } from './use-run-list'
import type { RunSelection } from './use-run-selection'

interface ListActionsInput {
  environment: string
  filter: RunFilter
  list: RunList
  selection: RunSelection
  cursor: RunCursor
}

export type ListActions = ReturnType<typeof useListActions>

/** Cancel and replay: of what is selected, else of the row the keyboard is on, or of all that matches. */
export function useListActions({ environment, filter, list, selection, cursor }: ListActionsInput) {
  const queryClient = useQueryClient()
  const [canceling, setCanceling] = useState<RunRow[] | null>(null)
  const [asking, setAsking] = useState<BulkCommand | null>(null)
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: runKeys.poll(environment, filter) })
  const commands = useRunCommands({
    environment,
    onOutcome: (failedIds) => {
      selection.keepOnly(failedIds)
      readAgain()
    },
  })
  const bulk = useBulkAction(environment, () => {
    selection.clear()
    readAgain()
  })
  const selected = list.rows.filter((run) => selection.ids.has(run.id))
  const reachesFurther = selection.everything && list.query.hasNextPage
  const matching = useMatching({ environment, filter, ids: selection.ids, reachesFurther })
  const targets = selected.length > 0 ? selected : list.rows.filter((run) => run.id === cursor.activeId)
  const open = targets.filter((run) => !isFinished(run))
  const finished = targets.filter(isFinished)
  const all = matching.chosen ? matching.offered : null
  const count = all
    ? { cancel: all.cancel.count, replay: all.replay.count }
    : { cancel: open.length, replay: finished.length }
  const mayCancel = useCan('runs:cancel') && count.cancel > 0 && bulk.running === null
  const mayReplay = useCan('runs:replay') && count.replay > 0 && bulk.running === null
  const cancel = () => (all ? setAsking('cancel') : setCanceling(open))
  const replay = () => (all ? setAsking('replay') : void commands.replay(finished.map((run) => run.id)))

  return {
    selected,
    matching,
    bulk,
    busy: commands.busy,
    /** Undefined where there is nothing to cancel, or this person may not. */
    cancel: mayCancel ? cancel : undefined,
    replay: mayReplay ? replay : undefined,
    canceling,
    asking,
    closeDialogs: () => {
      setCanceling(null)
      setAsking(null)
    },
    confirmCancel: () => canceling && void commands.cancel(canceling.map((run) => run.id)),
    confirmBulk: () => asking && all && void bulk.start(asking, filter, all.asOf),
  }
}

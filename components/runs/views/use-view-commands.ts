'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '@/components/ui/use-toast'
import type { ActionResult } from '@/lib/action-result'
import { orUnreachable } from '@/lib/or-unreachable'
import { deleteRunView, restoreRunView, updateRunView } from '@/lib/runs/views/actions'
import type { RunView } from '@/lib/runs/views/run-view'
import { runViewOptions } from '@/lib/runs/views/run-view-options'

export interface ViewCommands {
  update: (view: RunView, search: string) => Promise<void>
  remove: (view: RunView) => Promise<void>
}

/** What happens to a view at once, with a way back in the toast. */
export function useViewCommands(environment: string): ViewCommands {
  const queryClient = useQueryClient()
  const toast = useToast()

  const attempt = async <T>(act: Promise<ActionResult<T>>): Promise<T | undefined> => {
    const result = await orUnreachable(act)
    void queryClient.invalidateQueries({ queryKey: runViewOptions(environment).queryKey })
    if (result.ok) return result.data
    toast({ kind: 'error', title: result.message, description: result.errorId })
    return undefined
  }
  const undo = (act: () => Promise<ActionResult<unknown>>) => ({ label: 'Undo', onClick: () => void attempt(act()) })

  return {
    update: async ({ id, name }, search) => {
      const done = await attempt(updateRunView({ environment, id, search }))
      if (done === undefined) return
      const back = undo(() => updateRunView({ environment, id, search: done.before }))
      toast({ kind: 'success', title: `View “${name}” updated`, action: back })
    },
    remove: async ({ id, name }) => {
      // Gone at once; if it could not be deleted, the read that follows brings it back.
      queryClient.setQueryData(runViewOptions(environment).queryKey, (views) => views?.filter((view) => view.id !== id))
      if ((await attempt(deleteRunView({ environment, id }))) === undefined) return
      const back = undo(() => restoreRunView({ environment, id }))
      toast({ kind: 'success', title: `View “${name}” deleted`, action: back })
    },
  }
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useToast } from '@/components/ui/use-toast'
import type { ActionResult } from '@/lib/action'
import { shortId } from '@/lib/format/short-id'
import { orUnreachable } from '@/lib/or-unreachable'
import { routes } from '@/lib/routes'
import { addRunTags, cancelRun, replayRun, rescheduleRun, startRun } from '@/lib/runs/actions'
import type { RunDetail } from '@/lib/runs/run'
import { runKeys } from '@/lib/runs/run-keys'
import { statusFacts } from '@/lib/runs/run-status'
import type { StartMoment } from '@/lib/runs/trace/start-moment'

/** What a person can do to the run of this page: each says in a toast what happened. */
export function useRunActions(environment: string, run: RunDetail) {
  const toast = useToast()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [busy, startTransition] = useTransition()
  const [pending, setPending] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const target = { environment, runId: run.id }

  const perform = <T>(name: string, call: () => Promise<ActionResult<T>>, done: (data: T) => void) => {
    if (busy) return
    setPending(name)
    startTransition(async () => {
      const result = await orUnreachable(call())
      setPending(null)
      if (!result.ok) {
        toast({ kind: 'error', title: result.message, description: `${result.code} ${result.errorId}` })
        return
      }
      done(result.data)
      await queryClient.invalidateQueries({ queryKey: runKeys.all(environment) })
    })
  }

  const goTo = (runId: string, title: string) => {
    toast({ kind: 'success', title, description: `${run.taskId} runs as ${shortId(runId)}.` })
    router.push(routes.run(environment, runId))
  }

  // The page shows the new time at once; a refusal puts the old one back and says why.
  const reschedule = (start: StartMoment, done: () => void) => {
    if (busy) return
    const key = runKeys.detail(environment, run.id)
    const before = queryClient.getQueryData<RunDetail>(key)
    setPending('reschedule')
    setRefusal(null)
    startTransition(async () => {
      await queryClient.cancelQueries({ queryKey: key, exact: true })
      queryClient.setQueryData<RunDetail>(key, (known) => known && { ...known, delayedUntil: start.at })
      const result = await orUnreachable(rescheduleRun({ ...target, delay: start.delay }))
      if (result.ok) {
        done()
        toast({ kind: 'success', title: `Run ${shortId(run.id)} rescheduled` })
      } else {
        queryClient.setQueryData(key, before)
        setRefusal(result.message)
      }
      await queryClient.invalidateQueries({ queryKey: runKeys.all(environment) })
    })
  }

  return {
    pending: busy ? pending : null,
    /** Why the last try to reschedule was refused. */
    refusal,
    forgetRefusal: () => setRefusal(null),
    reschedule,
    cancel: () =>
      perform(
        'cancel',
        () => cancelRun(target),
        ({ outcome, status }) => {
          if (outcome === 'canceled') toast({ kind: 'success', title: `Run ${shortId(run.id)} canceled` })
          else toast({ kind: 'info', title: alreadyOver(run.id, status), description: 'Nothing was changed.' })
        },
      ),
    replay: () =>
      perform(
        'replay',
        () => replayRun(target),
        ({ runId }) => goTo(runId, 'Run replayed'),
      ),
    startEdited: (payload: string, requestKey: string) =>
      perform(
        'replayEdited',
        () => startRun({ environment, taskId: run.taskId, payload, tags: run.tags, isTest: run.isTest, requestKey }),
        ({ runId }) => goTo(runId, 'Run started with the edited payload'),
      ),
    addTag: (tag: string, added: () => void) =>
      perform(
        'tag',
        () => addRunTags({ ...target, tags: [tag] }),
        () => {
          added()
          toast({ kind: 'success', title: `Tag ${tag} added` })
        },
      ),
  }
}

function alreadyOver(runId: string, status: string): string {
  const name = `Run ${shortId(runId)}`
  return status === 'CANCELED'
    ? `${name} had already been canceled`
    : `${name} had already ended: ${statusFacts(status).label.toLowerCase()}`
}

export type RunActionsApi = ReturnType<typeof useRunActions>

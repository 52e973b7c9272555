'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isFinished } from '@/lib/runs/run'
import { runKeys } from '@/lib/runs/run-keys'
import { runOptions } from '@/lib/runs/run-options'
import { mergeLiveDetail } from '@/lib/runs/trace/merge-live-detail'
import { refreshInterval } from '@/lib/runs/trace/refresh-interval'
import { runTraceOptions } from '@/lib/runs/trace/trace-options'
import type { LiveRun } from './live-run-feed'

/** The exporters of a worker flush late: the last spans arrive after the run has ended. */
const LATE_READS_MS = [400, 1_500, 4_000]
const STILL_FRESH_MS = 30_000

/** The run and its trace, kept up to date: the feed tells of changes at once, reads bring what the feed does not carry. */
export function useRunData(environment: string, runId: string, paused: boolean) {
  const queryClient = useQueryClient()
  const [live, setLive] = useState<LiveRun | null>(null)
  const detail = useQuery({
    ...runOptions(environment, runId),
    refetchOnWindowFocus: !paused,
    refetchInterval: (query) => !paused && refreshInterval(query.state.data, 0),
  })
  const run = detail.data && mergeLiveDetail(detail.data, paused ? undefined : live?.run)
  const trace = useQuery({
    ...runTraceOptions(environment, runId),
    refetchOnWindowFocus: !paused,
    refetchInterval: (query) => !paused && refreshInterval(run, query.state.data?.items.length ?? 0),
  })

  const status = run?.status
  const finished = run !== undefined && isFinished(run)
  const endedAtMs = run?.updatedAt.getTime() ?? 0
  useEffect(() => {
    if (paused || status === undefined) return
    const read = () => void queryClient.invalidateQueries({ queryKey: runKeys.trace(environment, runId), exact: true })
    const readRun = () =>
      void queryClient.invalidateQueries({ queryKey: runKeys.detail(environment, runId), exact: true })
    const timers = readsAfter(finished, endedAtMs).map((delay) =>
      setTimeout(() => {
        read()
        readRun()
      }, delay),
    )
    return () => timers.forEach(clearTimeout)
  }, [queryClient, environment, runId, status, finished, endedAtMs, paused])

  return { run, detail, trace, live, setLive }
}

/** A run that ended long ago has nothing more to tell. */
function readsAfter(finished: boolean, endedAtMs: number): number[] {
  if (!finished) return LATE_READS_MS.slice(0, 1)
  return Date.now() - endedAtMs < STILL_FRESH_MS ? LATE_READS_MS : []
}

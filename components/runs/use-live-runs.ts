'use client'

import { useRealtimeRunsWithTag } from '@trigger.dev/react-hooks'
import { useEffect, useEffectEvent, useRef } from 'react'
import { routes } from '@/lib/routes'
import type { RunSource } from '@/lib/runs/run'
import { WITHHELD_COLUMNS } from '@/lib/runs/withheld-columns'
import { isUnauthorized } from './is-unauthorized'

/** No tag means every run of the environment. Module constants: a new array would open a new subscription. */
const EVERY_RUN: string[] = []

interface LiveRunsOptions {
  environment: string
  token: string
  refreshToken: () => Promise<string>
  onRuns: (runs: readonly RunSource[]) => void
  /** The first rows have come. */
  onOpen: () => void
  onLost: (reason: { unauthorized: boolean }) => void
}

/** The one list subscription of a page. Lives as long as its component; a lost one is replaced by a new component. */
export function useLiveRuns({ environment, token, refreshToken, onRuns, onOpen, onLost }: LiveRunsOptions): void {
  const { runs, error } = useRealtimeRunsWithTag(EVERY_RUN, {
    accessToken: token,
    baseURL: `${window.location.origin}${routes.api.trigger()}/${encodeURIComponent(environment)}`,
    refreshAccessToken: refreshToken,
    skipColumns: WITHHELD_COLUMNS,
  })
  const deliver = useEffectEvent(onRuns)
  const lose = useEffectEvent(onLost)
  const open = useEffectEvent(onOpen)
  const opened = useRef(false)
  useEffect(() => {
    if (runs.length === 0) return
    deliver(runs)
    // Once: the hook hands over a day of runs one by one without a pause, and React gives up on a component that answers
    // more than fifty of those with a change of state.
    if (!opened.current) open()
    opened.current = true
  }, [runs])
  useEffect(() => {
    if (error) lose({ unauthorized: isUnauthorized(error) })
  }, [error])
}

'use client'

import { useRealtimeRunsWithTag } from '@trigger.dev/react-hooks'
import { useEffect, useEffectEvent } from 'react'
import { routes } from '@/lib/routes'
import type { RunSource } from '@/lib/runs/run'
import { isUnauthorized } from './is-unauthorized'

/** No tag means every run of the environment. Module constants: a new array would open a new subscription. */
const EVERY_RUN: string[] = []
const UNUSED_COLUMNS: NonNullable<Parameters<typeof useRealtimeRunsWithTag>[1]>['skipColumns'] = [
  'payload',
  'payloadType',
  'output',
  'outputType',
  'error',
  'ttl',
]

interface LiveRunsOptions {
  environment: string
  token: string
  refreshToken: () => Promise<string>
  onRuns: (runs: readonly RunSource[]) => void
  onLost: (reason: { unauthorized: boolean }) => void
}

/** The one list subscription of a page. Lives as long as its component; a lost one is replaced by a new component. */
export function useLiveRuns({ environment, token, refreshToken, onRuns, onLost }: LiveRunsOptions): void {
  const { runs, error } = useRealtimeRunsWithTag(EVERY_RUN, {
    accessToken: token,
    baseURL: `${window.location.origin}${routes.api.trigger()}/${encodeURIComponent(environment)}`,
    refreshAccessToken: refreshToken,
    skipColumns: UNUSED_COLUMNS,
  })
  const deliver = useEffectEvent(onRuns)
  const lose = useEffectEvent(onLost)
  useEffect(() => {
    if (runs.length > 0) deliver(runs)
  }, [runs])
  useEffect(() => {
    if (error) lose({ unauthorized: isUnauthorized(error) })
  }, [error])
}

'use client'

import { useRealtimeRun } from '@trigger.dev/react-hooks'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { LiveStatus } from '@/components/layout/live-state'
import { useNow } from '@/components/layout/use-now'
import { routes } from '@/lib/routes'
import { newerRun } from '@/lib/runs/merge-live-runs'
import { isFinished, type RunRow, toRunRow } from '@/lib/runs/run'
import { WITHHELD_COLUMNS } from '@/lib/runs/withheld-columns'
import { isUnauthorized } from './is-unauthorized'
import { liveStatus } from './live-connection'
import { useLiveConnection } from './use-live-connection'

/**
 * A run as it is now: the newer of what was read and what the feed delivers. A finished run is not subscribed to. Loads
 * the realtime client, so use it in a component that is itself loaded on demand.
 */
export function useLiveRun(
  environment: string,
  snapshot: RunRow,
  options: { paused?: boolean } = {},
): { run: RunRow; status: LiveStatus } {
  const paused = options.paused ?? false
  const [wasOpen] = useState(() => !isFinished(snapshot))
  const { connection, token, refreshToken, onLost, onData } = useLiveConnection(environment, paused || !wasOpen)
  const { run: update, error } = useRealtimeRun(snapshot.id, {
    accessToken: token,
    // Between two tokens there is always a moment without one: being switched off is what makes the hook start anew.
    enabled: token !== undefined,
    baseURL:
      typeof window === 'undefined'
        ? ''
        : `${window.location.origin}${routes.api.trigger()}/${encodeURIComponent(environment)}`,
    refreshAccessToken: refreshToken,
    skipColumns: WITHHELD_COLUMNS,
  })
  const lose = useEffectEvent(onLost)
  const deliver = useEffectEvent(onData)
  useEffect(() => {
    if (error) lose({ unauthorized: isUnauthorized(error) })
  }, [error])
  useEffect(() => {
    if (update) deliver()
  }, [update])
  const now = useNow(connection.lostAt !== null)
  // Keeps its identity from one change to the next, so that effects and memoised parts below can depend on it.
  const run = useMemo(() => newerRun(snapshot, update && toRunRow(update)), [snapshot, update])
  return {
    run,
    status: liveStatus({ connection, paused, pollFails: false, now: now.getTime() }),
  }
}

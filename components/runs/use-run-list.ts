'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useReportLiveState } from '@/components/layout/live-state'
import { useNow } from '@/components/layout/use-now'
import { mergeLiveRuns, type ShownRun } from '@/lib/runs/merge-live-runs'
import { pagesToPoll } from '@/lib/runs/pages-to-poll'
import type { RunRow } from '@/lib/runs/run'
import type { RunFilter } from '@/lib/runs/run-filter'
import { runKeys } from '@/lib/runs/run-keys'
import { fetchRunPage, runListOptions } from '@/lib/runs/run-options'
import { liveStatus } from './live-connection'
import { LiveFeed, NO_ROWS } from './live-feed'
import { useLiveConnection } from './use-live-connection'

/** While the feed stands, polling only looks after what it leaves out: runs older than its window of a day. */
const POLL_BESIDE_FEED_MS = 15_000
const POLL_WITHOUT_FEED_MS = 3_000

export interface RunList {
  rows: ShownRun[]
  /** Runs that match and wait to be shown. */
  arrived: RunRow[]
  /** The list could not be read, but by now it can: what arrived may be shown. */
  recovered: boolean
  showArrived: () => Promise<void>
  query: ReturnType<typeof useRunPages>
  live: ReturnType<typeof useLiveConnection>
  feed: LiveFeed
}

const useRunPages = (environment: string, filter: RunFilter) => useInfiniteQuery(runListOptions(environment, filter))

/** Snapshot, realtime feed and polling as one list in which nothing moves unless somebody asks for it. */
export function useRunList(environment: string, filter: RunFilter, paused: boolean): RunList {
  const queryClient = useQueryClient()
  const query = useRunPages(environment, filter)
  const live = useLiveConnection(environment, paused)
  const [feed] = useState(() => new LiveFeed())
  const liveRows = useSyncExternalStore(feed.subscribe, feed.read, readNothing)
  const connected = live.connection.phase !== 'waiting'
  // Where the first page could not be read, polling finds out when it can.
  const pollMs = connected && !query.isError ? POLL_BESIDE_FEED_MS : POLL_WITHOUT_FEED_MS
  const poll = useQuery({
    queryKey: runKeys.poll(environment, filter),
    queryFn: async ({ signal }) => {
      const cursors = pagesToPoll(query.data, { connected, now: new Date() })
      const pages = await Promise.all(cursors.map((cursor) => fetchRunPage(environment, filter, cursor, signal)))
      return pages.flatMap((page) => page.runs)
    },
    enabled: !paused && !query.isPending,
    refetchInterval: pollMs,
    staleTime: pollMs,
    retry: false,
    initialData: NO_ROWS,
    initialDataUpdatedAt: query.dataUpdatedAt,
  })
  const { rows, arrived } = mergeLiveRuns({
    snapshot: query.data?.pages.flatMap((page) => page.runs) ?? NO_ROWS,
    live: liveRows,
    polled: poll.data,
    filter,
    complete: !query.hasNextPage,
    now: new Date(),
  })
  useReport(live, { paused, pollFails: poll.isError, dataAt: Math.max(query.dataUpdatedAt, poll.dataUpdatedAt) })

  const showArrived = async () => {
    const key = runKeys.list(environment, filter)
    const page = await fetchRunPage(environment, filter, null)
    await queryClient.cancelQueries({ queryKey: key, exact: true })
    queryClient.setQueryData(runListOptions(environment, filter).queryKey, { pages: [page], pageParams: [null] })
  }
  const recovered = query.isError && poll.dataUpdatedAt > query.errorUpdatedAt
  return { rows, arrived, recovered, showArrived, query, live, feed }
}

const readNothing = () => NO_ROWS

function useReport(
  live: ReturnType<typeof useLiveConnection>,
  input: { paused: boolean; pollFails: boolean; dataAt: number },
): void {
  const { connection } = live
  const now = useNow(connection.lostAt !== null)
  const status = liveStatus({ connection, paused: input.paused, pollFails: input.pollFails, now: now.getTime() })
  const [since, setSince] = useState({ status, at: 0 })
  if (since.status !== status) setSince({ status, at: now.getTime() })
  useReportLiveState({ status, since: connection.lostAt ?? (since.at || undefined), dataAt: input.dataAt || undefined })
}

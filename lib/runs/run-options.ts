import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'
import { type RunFilter, serializeRunFilter } from './run-filter'
import { runKeys } from './run-keys'
import type { RunPage } from './run-page'

export function fetchRunPage(
  environment: string,
  filter: RunFilter,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<RunPage> {
  const url = new URLSearchParams(serializeRunFilter(filter))
  if (cursor !== null) url.set('cursor', cursor)
  return getJson(
    `${routes.api.runs(environment)}?${url}`,
    () => import('./run-page').then((module) => module.RunPage),
    { signal },
  )
}

/**
 * The rows that stand on the screen. They are read once and again only on demand: what happens meanwhile is laid over
 * them by mergeLiveRuns, so that no refetch moves a row under the reader's hand.
 */
export const runListOptions = (environment: string, filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: runKeys.list(environment, filter),
    queryFn: ({ pageParam, signal }) => fetchRunPage(environment, filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const runOptions = (environment: string, runId: string) =>
  queryOptions({
    queryKey: runKeys.detail(environment, runId),
    queryFn: ({ signal }) =>
      getJson(routes.api.run(environment, runId), () => import('./run-schema').then((module) => module.RunDetail), {
        signal,
      }),
  })

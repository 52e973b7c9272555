import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'
import { type RunFilter, serializeRunFilter } from '../run-filter'
import { runKeys } from '../run-keys'
import type { BulkAction } from './bulk-action'

export const matchingOptions = (environment: string, filter: RunFilter) =>
  queryOptions({
    queryKey: [...runKeys.all(environment), 'matching', filter],
    queryFn: ({ signal }) =>
      getJson(
        `${routes.api.matchingRuns(environment)}${serializeRunFilter(filter)}`,
        () => import('./matching-runs').then((module) => module.MatchingRuns),
        { signal },
      ),
    // What is counted is acted on: it is never older than the selection it is shown for.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })

export const fetchBulkAction = (environment: string, bulkActionId: string): Promise<BulkAction> =>
  getJson(routes.api.bulkAction(environment, bulkActionId), () =>
    import('./bulk-action').then((module) => module.BulkAction),
  )

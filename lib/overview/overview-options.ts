import { queryOptions } from '@tanstack/react-query'
import { getJson } from '../http'
import { routes } from '../routes'

/** One look costs up to ten requests to the platform. */
const REFETCH_MS = 15_000

export const overviewOptions = (environment: string) =>
  queryOptions({
    queryKey: ['overview', environment] as const,
    queryFn: ({ signal }) =>
      getJson(routes.api.overview(environment), () => import('./overview').then((module) => module.Overview), {
        signal,
      }),
    refetchInterval: REFETCH_MS,
  })

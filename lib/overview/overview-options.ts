import { queryOptions } from '@tanstack/react-query'
import { getJson } from '../http'
import { routes } from '../routes'
import { Overview } from './overview'

/** One look costs up to ten requests to the platform. */
const REFETCH_MS = 15_000

export const overviewOptions = (environment: string) =>
  queryOptions({
    queryKey: ['overview', environment] as const,
    queryFn: ({ signal }) => getJson(routes.api.overview(environment), Overview, { signal }),
    refetchInterval: REFETCH_MS,
  })

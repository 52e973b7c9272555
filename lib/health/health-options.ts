import { queryOptions } from '@tanstack/react-query'
import { getJson } from '../http'
import { routes } from '../routes'

/** Soon enough to see a worker come back, rare enough not to matter. */
const REFETCH_MS = 4_000

export const healthOptions = (environment: string) =>
  queryOptions({
    queryKey: ['health', environment] as const,
    queryFn: ({ signal }) =>
      getJson(routes.api.healthDetails(environment), () => import('./health').then((module) => module.HealthReport), {
        signal,
      }),
    refetchInterval: REFETCH_MS,
  })

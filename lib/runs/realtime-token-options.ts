import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'

/** Tokens live 15 minutes; one that is handed out must still have most of that before it. */
const FRESH_MS = 5 * 60_000

export const realtimeTokenOptions = (environment: string) =>
  queryOptions({
    queryKey: ['realtime-token', environment] as const,
    queryFn: ({ signal }) =>
      getJson(
        routes.api.realtimeToken(environment),
        () => import('./realtime-token').then((module) => module.RealtimeToken),
        { signal },
      ),
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    refetchOnWindowFocus: false,
  })

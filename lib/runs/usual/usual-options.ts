import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'

const MINUTE_MS = 60_000

export const usualOptions = (environment: string, taskIds: readonly string[]) =>
  queryOptions({
    queryKey: ['usual-durations', environment, taskIds],
    queryFn: ({ signal }) =>
      getJson(
        `${routes.api.usualDurations(environment)}?${new URLSearchParams(taskIds.map((id) => ['task', id]))}`,
        () => import('./usual-duration').then((module) => module.UsualDurations),
        { signal },
      ),
    enabled: taskIds.length > 0,
    staleTime: MINUTE_MS,
    refetchInterval: MINUTE_MS,
    retry: false,
  })

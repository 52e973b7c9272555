import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'

export const runViewOptions = (environment: string) =>
  queryOptions({
    queryKey: ['run-views', environment],
    queryFn: ({ signal }) =>
      getJson(routes.api.runViews(environment), () => import('./run-view').then((module) => module.RunViewList), {
        signal,
      }),
    staleTime: 60_000,
  })

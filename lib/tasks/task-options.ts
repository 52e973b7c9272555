import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'

/** The worker registers a new version whenever its code changes, so the list is read again at every opening. */
export const taskListOptions = (environment: string) =>
  queryOptions({
    queryKey: ['tasks', environment] as const,
    queryFn: ({ signal }) =>
      getJson(routes.api.tasks(environment), () => import('./task').then((module) => module.TaskList), { signal }),
    staleTime: 5_000,
  })

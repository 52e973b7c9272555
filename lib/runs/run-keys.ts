import type { RunFilter } from './run-filter'

/** Every query about runs starts with `all`, so a change invalidates lists, counts and pages alike. */
export const runKeys = {
  all: (environment: string) => ['runs', environment] as const,
  lists: (environment: string) => [...runKeys.all(environment), 'list'] as const,
  list: (environment: string, filter: RunFilter) => [...runKeys.lists(environment), filter] as const,
  poll: (environment: string, filter: RunFilter) => [...runKeys.all(environment), 'poll', filter] as const,
  detail: (environment: string, runId: string) => [...runKeys.all(environment), 'detail', runId] as const,
  trace: (environment: string, runId: string) => [...runKeys.all(environment), 'trace', runId] as const,
}

import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/http'
import { routes } from '@/lib/routes'
import { runKeys } from '../run-keys'
import type { RunDataPart } from './run-data'

export const runTraceOptions = (environment: string, runId: string) =>
  queryOptions({
    queryKey: runKeys.trace(environment, runId),
    queryFn: ({ signal }) =>
      getJson(routes.api.runTrace(environment, runId), () => import('./trace').then((module) => module.RunTrace), {
        signal,
      }),
  })

export const runSpanOptions = (environment: string, runId: string, spanId: string) =>
  queryOptions({
    queryKey: [...runKeys.trace(environment, runId), 'span', spanId],
    queryFn: ({ signal }) =>
      getJson(
        routes.api.runSpan(environment, runId, spanId),
        () => import('./span-detail').then((module) => module.SpanDetail),
        { signal },
      ),
  })

export const runDataOptions = (environment: string, runId: string, part: RunDataPart) =>
  queryOptions({
    queryKey: [...runKeys.detail(environment, runId), part],
    queryFn: ({ signal }) =>
      getJson(
        `${routes.api.run(environment, runId)}/${part}`,
        () => import('./run-data').then((module) => module.RunData),
        { signal },
      ),
    // A payload never changes, and an output is written once: the page asks again when the run has ended.
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What to compare a run with. It is asked for when somebody does, and stays what it was while they look. */
export const lastGoodRunOptions = (environment: string, runId: string) =>
  queryOptions({
    queryKey: [...runKeys.detail(environment, runId), 'last-good'],
    queryFn: ({ signal }) =>
      getJson(
        routes.api.lastGoodRun(environment, runId),
        () => import('./last-good-run').then((module) => module.LastGoodRun),
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

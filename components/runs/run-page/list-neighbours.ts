import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { routes } from '@/lib/routes'
import { type RunFilter, serializeRunFilter } from '@/lib/runs/run-filter'
import { runKeys } from '@/lib/runs/run-keys'
import type { RunPage } from '@/lib/runs/run-page'

const CameFrom = z.object({ href: z.string(), ids: z.array(z.string()) })
export type CameFrom = z.infer<typeof CameFrom>

const storageKey = (environment: string) => `signalbox:run-list:${environment}`

/** The list that was looked at last. It lives in the query cache, and in the tab's storage over a reload. */
export function listCameFrom(queryClient: QueryClient, environment: string): CameFrom | null {
  const lists = queryClient.getQueryCache().findAll({ queryKey: runKeys.lists(environment) })
  const last = lists.sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)[0]
  const data = last?.state.data as InfiniteData<RunPage> | undefined
  if (!last || !data) return stored(environment)
  const query = serializeRunFilter(last.queryKey.at(-1) as RunFilter)
  const cameFrom = {
    href: `${routes.runs(environment)}${query}`,
    ids: data.pages.flatMap((page) => page.runs.map((run) => run.id)),
  }
  sessionStorage.setItem(storageKey(environment), JSON.stringify(cameFrom))
  return cameFrom
}

function stored(environment: string): CameFrom | null {
  try {
    return CameFrom.parse(JSON.parse(sessionStorage.getItem(storageKey(environment)) ?? 'null'))
  } catch {
    return null
  }
}

export function neighboursOf(
  cameFrom: CameFrom | null,
  runId: string,
): { previous: string | null; next: string | null } {
  const index = cameFrom?.ids.indexOf(runId) ?? -1
  if (!cameFrom || index === -1) return { previous: null, next: null }
  return { previous: cameFrom.ids[index - 1] ?? null, next: cameFrom.ids[index + 1] ?? null }
}

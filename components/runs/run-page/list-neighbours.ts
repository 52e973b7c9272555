import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import { type RunFilter, serializeRunFilter } from '@/lib/runs/run-filter'
import { runKeys } from '@/lib/runs/run-keys'
import type { RunPage } from '@/lib/runs/run-page'

export interface CameFrom {
  href: string
  ids: string[]
}

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
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(environment)) ?? 'null')
    return isCameFrom(value) ? value : null
  } catch {
    return null
  }
}

function isCameFrom(value: unknown): value is CameFrom {
  const { href, ids } = (value ?? {}) as Partial<Record<keyof CameFrom, unknown>>
  return typeof href === 'string' && Array.isArray(ids) && ids.every((id) => typeof id === 'string')
}

export function neighboursOf(
  cameFrom: CameFrom | null,
  runId: string,
): { previous: string | null; next: string | null } {
  const index = cameFrom?.ids.indexOf(runId) ?? -1
  if (!cameFrom || index === -1) return { previous: null, next: null }
  return { previous: cameFrom.ids[index - 1] ?? null, next: cameFrom.ids[index + 1] ?? null }
}

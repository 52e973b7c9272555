'use client'

import { useQueryStates } from 'nuqs'
import type { FilterPartKind } from '@/lib/runs/filter-parts'
import type { FilterSuggestion } from '@/lib/runs/filter-suggestions'
import { EMPTY_RUN_FILTER, type RunFilter, runFilterParsers } from '@/lib/runs/run-filter'
import { isRunStatus } from '@/lib/runs/run-status'

export interface RunFilterControl {
  filter: RunFilter
  add: (suggestion: Exclude<FilterSuggestion, { kind: 'open' }>) => void
  remove: (kind: FilterPartKind) => void
  replace: (filter: RunFilter) => void
  clear: () => void
}

/** The filter lives in the address: every step is an entry of the history that Back undoes. */
export function useRunFilter(): RunFilterControl {
  const [filter, setFilter] = useQueryStates(runFilterParsers, { history: 'push' })
  return {
    filter,
    add: ({ kind, value }) => {
      if (kind === 'rootOnly') return void setFilter({ rootOnly: true })
      if (kind === 'period') return void setFilter({ period: value, from: null, to: null })
      if (kind !== 'status') return void setFilter({ [kind]: [...filter[kind], value] })
      if (isRunStatus(value)) void setFilter({ status: [...filter.status, value] })
    },
    remove: (kind) => void setFilter(kind === 'period' ? { period: null, from: null, to: null } : { [kind]: null }),
    replace: (next) => void setFilter(next),
    clear: () => void setFilter(EMPTY_RUN_FILTER),
  }
}

'use client'

import { useQueryStates } from 'nuqs'
import type { FilterSuggestion } from '@/lib/runs/filter-suggestions'
import { EMPTY_RUN_FILTER, type RunFilter, type RunFilterList, runFilterParsers } from '@/lib/runs/run-filter'
import { isRunStatus } from '@/lib/runs/run-status'

export interface RunFilterControl {
  filter: RunFilter
  add: (suggestion: Exclude<FilterSuggestion, { kind: 'open' }>) => void
  removeList: (kind: RunFilterList) => void
  removeTimes: () => void
  removeRootOnly: () => void
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
    removeList: (kind) => void setFilter({ [kind]: [] }),
    removeTimes: () => void setFilter({ period: null, from: null, to: null }),
    removeRootOnly: () => void setFilter({ rootOnly: false }),
    clear: () => void setFilter(EMPTY_RUN_FILTER),
  }
}

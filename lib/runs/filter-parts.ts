import { formatPeriod } from '@/lib/format/period'
import { FILTER_LABELS } from './filter-suggestions'
import type { RunFilter, RunFilterList } from './run-filter'
import { statusFacts } from './run-status'

export type FilterPartKind = RunFilterList | 'period' | 'rootOnly'

/** One condition of a filter in words: "status", "Failed, Crashed". */
export interface FilterPart {
  kind: FilterPartKind
  name: string
  value: string
}

const LISTS: RunFilterList[] = ['status', 'task', 'tag', 'queue', 'version']

/** Every condition that is set, in the order in which the bar shows them. */
export function filterParts(filter: RunFilter): FilterPart[] {
  const part = (kind: FilterPartKind, value: string) => ({ kind, name: FILTER_LABELS[kind].toLowerCase(), value })
  const times = timeWords(filter)
  return [
    ...(times === '' ? [] : [part('period', times)]),
    ...LISTS.filter((kind) => filter[kind].length > 0).map((kind) => part(kind, listWords(kind, filter[kind]))),
    ...(filter.rootOnly ? [part('rootOnly', 'root runs only')] : []),
  ]
}

function listWords(kind: RunFilterList, values: readonly string[]): string {
  return values.map((value) => (kind === 'status' ? statusFacts(value).label : value)).join(', ')
}

function timeWords(filter: RunFilter): string {
  const minute = (date: Date) => date.toISOString().slice(0, 16).replace('T', ' ')
  if (filter.period !== null) return formatPeriod(filter.period).toLowerCase()
  return [filter.from && `from ${minute(filter.from)} UTC`, filter.to && `to ${minute(filter.to)} UTC`]
    .filter(Boolean)
    .join(' ')
}

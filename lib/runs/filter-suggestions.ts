import { formatPeriod, parsePeriodMs } from '@/lib/format/period'
import type { RunFilter, RunFilterList } from './run-filter'
import { RUN_STATUS_WORDS, statusFacts } from './run-status'

export type FilterSuggestion =
  | { kind: RunFilterList; value: string; label: string }
  | { kind: 'period'; value: string; label: string }
  | { kind: 'rootOnly'; value: string; label: string }
  | { kind: 'open'; value: string; label: string }

export interface KnownValues {
  tasks: readonly string[]
  tags: readonly string[]
  queues: readonly string[]
  versions: readonly string[]
}

export const FILTER_LABELS: Record<FilterSuggestion['kind'], string> = {
  status: 'Status',
  task: 'Task',
  tag: 'Tag',
  queue: 'Queue',
  version: 'Version',
  period: 'Created',
  rootOnly: 'Family',
  open: 'Run',
}

const PERIODS = ['15m', '1h', '6h', '24h', '7d', '30d']
const MOST_PER_KIND = 8
const RUN_ID = /^run_[A-Za-z0-9]{8,64}$/

/** What may be meant by a text: `kind:value` narrows to one kind, a run id opens it, any other word can be a tag. */
export function filterSuggestions(text: string, filter: RunFilter, known: KnownValues): FilterSuggestion[] {
  const typed = text.trim()
  if (RUN_ID.test(typed)) return [{ kind: 'open', value: typed, label: `Open ${typed}` }]
  const { kind, words } = split(typed)
  const candidates = [...knownSuggestions(filter, known), ...freeSuggestions(kind, words, filter, known)]
  const found = candidates.filter((one) => (kind === null || one.kind === kind) && contains(one, words))
  return limitPerKind(found)
}

function knownSuggestions(filter: RunFilter, known: KnownValues): FilterSuggestion[] {
  const list = (kind: Exclude<RunFilterList, 'status'>, values: readonly string[]): FilterSuggestion[] =>
    values.filter((value) => !filter[kind].includes(value)).map((value) => ({ kind, value, label: value }))
  const statuses = RUN_STATUS_WORDS.filter((status) => !filter.status.includes(status))
  return [
    ...statuses.map((status) => ({ kind: 'status' as const, value: status, label: statusFacts(status).label })),
    ...list('task', known.tasks),
    ...list('tag', known.tags),
    ...PERIODS.map((period) => ({ kind: 'period' as const, value: period, label: formatPeriod(period) })),
    ...(filter.rootOnly ? [] : [{ kind: 'rootOnly' as const, value: 'true', label: 'Root runs only' }]),
    ...list('queue', known.queues),
    ...list('version', known.versions),
  ]
}

/** Values that nobody has listed: old tags, names of tasks that are gone, any period. */
function freeSuggestions(
  kind: string | null,
  words: string,
  filter: RunFilter,
  known: KnownValues,
): FilterSuggestion[] {
  if (words === '') return []
  const isPeriod = parsePeriodMs(words) !== null && !PERIODS.includes(words)
  const free: FilterSuggestion[] = isPeriod ? [{ kind: 'period', value: words, label: formatPeriod(words) }] : []
  const listed = { task: known.tasks, tag: known.tags, queue: known.queues, version: known.versions }
  for (const one of ['tag', 'task', 'queue', 'version'] as const) {
    const wanted = kind === one || (kind === null && (one === 'tag' || one === 'task'))
    if (wanted && !listed[one].includes(words) && !filter[one].includes(words)) {
      free.push({ kind: one, value: words, label: `exactly “${words}”` })
    }
  }
  return free
}

function split(typed: string): { kind: FilterSuggestion['kind'] | null; words: string } {
  const [, prefix, rest] = /^([a-z]+):\s*(.*)$/i.exec(typed) ?? []
  const names = Object.entries(FILTER_LABELS) as [FilterSuggestion['kind'], string][]
  const kind = names.find(([name, label]) => [name, label.toLowerCase()].includes(prefix?.toLowerCase() ?? ''))?.[0]
  return kind ? { kind, words: rest ?? '' } : { kind: null, words: typed }
}

function contains(suggestion: FilterSuggestion, words: string): boolean {
  const text = `${FILTER_LABELS[suggestion.kind]} ${suggestion.label} ${suggestion.value}`.toLowerCase()
  return text.includes(words.toLowerCase())
}

function limitPerKind(suggestions: FilterSuggestion[]): FilterSuggestion[] {
  const counts = new Map<string, number>()
  return suggestions.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return kind === 'status' || count <= MOST_PER_KIND
  })
}

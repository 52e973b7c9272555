import { createParser } from 'nuqs/server'

export const RUN_COLUMNS = [
  'status',
  'task',
  'progress',
  'id',
  'tags',
  'queue',
  'version',
  'started',
  'duration',
] as const
export type RunColumn = (typeof RUN_COLUMNS)[number]

export const COLUMN_LABELS: Record<RunColumn, string> = {
  status: 'Status',
  task: 'Task',
  progress: 'Progress',
  id: 'Run',
  tags: 'Tags',
  queue: 'Queue',
  version: 'Version',
  started: 'Started',
  duration: 'Duration',
}

/** Without these a row says nothing. */
export const FIXED_COLUMNS: ReadonlySet<RunColumn> = new Set(['status', 'task'])

export interface RunListView {
  compact: boolean
  hidden: RunColumn[]
}

export const RUN_LIST_VIEW_COOKIE = 'signalbox-runs-view'

const DEFAULT_VIEW: RunListView = { compact: false, hidden: ['version'] }

const OPTIONAL_COLUMNS = RUN_COLUMNS.filter((column) => !FIXED_COLUMNS.has(column))
const NONE = 'none'

export const otherColumns = (columns: readonly RunColumn[]): RunColumn[] =>
  OPTIONAL_COLUMNS.filter((column) => !columns.includes(column))

/** The optional columns that an address asks for; without the word, those that this browser remembers are shown. */
export const parseAsColumns = createParser<RunColumn[]>({
  parse: (value) => {
    const words = value.split(',')
    const columns = OPTIONAL_COLUMNS.filter((column) => words.includes(column))
    return columns.length > 0 || value === NONE ? columns : null
  },
  serialize: (columns) => (columns.length === 0 ? NONE : columns.join(',')),
  eq: (a, b) => a.join() === b.join(),
})

/** "compact.queue.version": read on the server, so that the first paint has the rows as the reader left them. */
export function parseRunListView(cookie: string | undefined): RunListView {
  if (cookie === undefined) return DEFAULT_VIEW
  const [density, ...words] = cookie.split('.')
  return {
    compact: density === 'compact',
    hidden: OPTIONAL_COLUMNS.filter((column) => words.includes(column)),
  }
}

export function serializeRunListView({ compact, hidden }: RunListView): string {
  return [compact ? 'compact' : 'comfortable', ...hidden].join('.')
}

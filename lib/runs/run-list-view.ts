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

/** "compact.queue.version": read on the server, so that the first paint has the rows as the reader left them. */
export function parseRunListView(cookie: string | undefined): RunListView {
  if (cookie === undefined) return DEFAULT_VIEW
  const [density, ...words] = cookie.split('.')
  return {
    compact: density === 'compact',
    hidden: RUN_COLUMNS.filter((column) => words.includes(column) && !FIXED_COLUMNS.has(column)),
  }
}

export function serializeRunListView({ compact, hidden }: RunListView): string {
  return [compact ? 'compact' : 'comfortable', ...hidden].join('.')
}

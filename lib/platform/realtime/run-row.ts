import type { RunRecord } from '../runs/run-record'

/** The columns of `runs` that realtime rows are made of. */
export type FeedRun = Pick<
  RunRecord,
  | 'id'
  | 'task_id'
  | 'created_at'
  | 'updated_at'
  | 'started_at'
  | 'delay_until'
  | 'queued_at'
  | 'expired_at'
  | 'completed_at'
  | 'is_test'
  | 'status'
  | 'usage_duration_ms'
  | 'ttl'
  | 'payload'
  | 'payload_type'
  | 'metadata'
  | 'metadata_type'
  | 'output'
  | 'output_type'
  | 'tags'
  | 'error'
  | 'realtime_streams'
  | 'revision'
>

interface Column {
  type: 'text' | 'timestamp' | 'int4' | 'float8' | 'bool' | 'jsonb'
  dims?: 1
  read: (run: FeedRun) => string | null
}

type Read<T> = (run: FeedRun) => T

const text = (read: Read<string | null>): Column => ({ type: 'text', read })
const texts = (read: Read<string[] | null>): Column => ({
  type: 'text',
  dims: 1,
  read: (run) => arrayLiteral(read(run)),
})
const time = (read: Read<Date | null>): Column => ({ type: 'timestamp', read: (run) => wallClock(read(run)) })
const number = (type: 'int4' | 'float8', read: Read<number>): Column => ({ type, read: (run) => String(read(run)) })

/** The 26 columns of a real server's row, in its order. Nothing is charged for here, and `number` is always 0 there too. */
const COLUMNS = {
  id: text((run) => run.id),
  taskIdentifier: text((run) => run.task_id),
  createdAt: time((run) => run.created_at),
  updatedAt: time((run) => run.updated_at),
  startedAt: time((run) => run.started_at),
  delayUntil: time((run) => run.delay_until),
  queuedAt: time((run) => run.queued_at),
  expiredAt: time((run) => run.expired_at),
  completedAt: time((run) => run.completed_at),
  friendlyId: text((run) => `run_${run.id}`),
  number: number('int4', () => 0),
  isTest: { type: 'bool', read: (run) => (run.is_test ? 't' : 'f') },
  status: text((run) => run.status),
  usageDurationMs: number('int4', (run) => run.usage_duration_ms),
  costInCents: number('float8', () => 0),
  baseCostInCents: number('float8', () => 0),
  ttl: text((run) => run.ttl),
  payload: text((run) => run.payload),
  payloadType: text((run) => run.payload_type),
  metadata: text((run) => run.metadata),
  metadataType: text((run) => run.metadata_type),
  output: text((run) => run.output),
  outputType: text((run) => run.output_type ?? 'application/json'),
  // Null without any, as a real server stores it.
  runTags: texts((run) => (run.tags.length > 0 ? run.tags : null)),
  error: { type: 'jsonb', read: (run) => (run.error === null ? null : JSON.stringify(run.error)) },
  realtimeStreams: texts((run) => run.realtime_streams),
} as const satisfies Record<string, Column>

type ColumnName = keyof typeof COLUMNS

const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[]

/** Clients need these to tell rows apart, so a request to skip them is not heard. */
const RESERVED: readonly ColumnName[] = ['id', 'taskIdentifier', 'friendlyId', 'status', 'createdAt']

/** How a subscriber wants its rows; equal wishes are one object, so that their rows are serialised once. */
export interface RowFormat {
  columns: readonly ColumnName[]
  /** Clients from before DEQUEUED existed are told EXECUTING. */
  knowsDequeued: boolean
}

const formats = new Map<string, RowFormat>()

export function rowFormat(skipColumns: readonly string[], knowsDequeued: boolean): RowFormat {
  const columns = COLUMN_NAMES.filter((name) => RESERVED.includes(name) || !skipColumns.includes(name))
  const key = `${knowsDequeued} ${columns.join()}`
  const known = formats.get(key)
  if (known) return known
  const format = { columns, knowsDequeued }
  // A caller can ask for any of 2^21 column sets; only the first few are worth remembering.
  if (formats.size < 100) formats.set(key, format)
  return format
}

export function schemaHeader({ columns }: RowFormat): string {
  const entries = columns.map((name) => {
    const { type, dims }: Column = COLUMNS[name]
    return [name, { type, ...(dims && { dims }) }]
  })
  return JSON.stringify(Object.fromEntries(entries))
}

export function rowValue(run: FeedRun, { columns, knowsDequeued }: RowFormat): Record<string, string | null> {
  const value = Object.fromEntries(columns.map((name) => [name, COLUMNS[name].read(run)]))
  return !knowsDequeued && value.status === 'DEQUEUED' ? { ...value, status: 'EXECUTING' } : value
}

/** The client appends the Z itself. */
function wallClock(at: Date | null): string | null {
  return at ? at.toISOString().slice(0, -1) : null
}

/** A Postgres array literal with every element quoted. */
function arrayLiteral(values: readonly string[] | null): string | null {
  if (values === null) return null
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join()}}`
}

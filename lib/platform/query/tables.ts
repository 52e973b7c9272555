import { RUN_COLUMNS } from './run-columns'

export type ValueType = 'string' | 'number' | 'boolean' | 'datetime' | 'strings' | 'json' | 'interval' | 'null'

export interface Column {
  type: Exclude<ValueType, 'interval' | 'null'>
  sql: string
  description: string
  example?: string
  /** Part of SELECT *. */
  isCore?: true
  /** What rows are grouped by, where that is less work than the value shown. */
  groupSql?: string
  /** The value is this text before an id: comparisons look for the id itself, which has an index. */
  prefix?: { text: string; sql: string }
  /** A time that is told to the millisecond. */
  isPrecise?: true
}

export interface Table {
  description: string
  /** FROM, with the environment as $1. */
  source: string
  environment: string
  timeColumn: string
  columns: Record<string, Column>
}

/** What queries can read, and nothing else. */
export const TABLES: Record<string, Table> = {
  runs: {
    description: 'Task runs: one row per run',
    source: 'runs',
    environment: 'runs.environment_id',
    timeColumn: 'triggered_at',
    columns: RUN_COLUMNS,
  },
}

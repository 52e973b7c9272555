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

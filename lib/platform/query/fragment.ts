import type { Column, ValueType } from './column'
import { errorAt, type Position } from './query-error'

/** A piece of SQL with what has to be known to put it into a larger one. */
export interface Fragment {
  sql: string
  type: ValueType
  at: Position
  isAggregate: boolean
  /** A column that is read for each row, outside of any aggregate: with GROUP BY there is no such row. */
  perRow: string | null
  /** Set when it is a column and nothing else. */
  column?: Column
  /** Set when it is written down in the query. */
  literal?: string | number | boolean | null
  /** A time of which the milliseconds are shown. */
  isPrecise?: true
}

/** What a combination of fragments inherits from its parts. */
export function combine(parts: readonly Fragment[], sql: string, type: ValueType, at: Position): Fragment {
  return {
    sql,
    type,
    at,
    isAggregate: parts.some((part) => part.isAggregate),
    perRow: parts.find((part) => part.perRow !== null)?.perRow ?? null,
  }
}

const NAMES: Record<ValueType, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'a condition',
  datetime: 'a time',
  strings: 'a list',
  json: 'an object',
  interval: 'an interval',
  null: 'NULL',
}

const POSTGRES_TYPES: Partial<Record<ValueType, string>> = {
  number: 'float8',
  boolean: 'boolean',
  datetime: 'timestamptz',
  strings: 'text[]',
}

/** NULL is of every type, of the first one when there is a choice. */
export function expectType(part: Fragment, ...types: [ValueType, ...ValueType[]]): Fragment {
  if (part.type === 'null') return { ...part, sql: `null::${POSTGRES_TYPES[types[0]] ?? 'text'}` }
  if (types.includes(part.type)) return part
  throw errorAt(part.at, `Expected ${types.map((type) => NAMES[type]).join(' or ')}, found ${NAMES[part.type]}`)
}

/** Conditions count as 0 and 1. */
export function asNumber(part: Fragment): Fragment {
  if (part.type === 'boolean') return combine([part], `(${part.sql})::int`, 'number', part.at)
  return expectType(part, 'number')
}

/** Any number but 0 is true. */
export function asCondition(part: Fragment): Fragment {
  if (part.type === 'number') return combine([part], `(${part.sql}) <> 0`, 'boolean', part.at)
  return expectType(part, 'boolean')
}

export function asText(part: Fragment): Fragment {
  if (part.type === 'json') return combine([part], `(${part.sql})::text`, 'string', part.at)
  if (part.type === 'strings') return expectType(part, 'string')
  return part.type === 'string' ? part : combine([part], `(${part.sql})::text`, 'string', part.at)
}

export function mismatch(left: Fragment, right: Fragment, at: Position): Error {
  return errorAt(at, `Cannot compare ${NAMES[left.type]} with ${NAMES[right.type]}`)
}

import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsIsoDateTime,
  parseAsString,
} from 'nuqs/server'
import { parsePeriodMs } from '@/lib/format/period'
import { isRunStatus, type RunStatus } from './run-status'

const MAX_VALUES = 50

const parseAsPeriod = createParser({
  parse: (value) => (parsePeriodMs(value) === null ? null : value),
  serialize: (value: string) => value,
})

/** An unknown status word is dropped: servers refuse the whole request for one. */
const parseAsStatuses = createParser<RunStatus[]>({
  parse: (value) => unique(value.split(',').filter(isRunStatus)),
  serialize: (statuses) => statuses.join(','),
  eq: (a, b) => a.join() === b.join(),
}).withDefault([])

const words = parseAsArrayOf(parseAsString)
const parseAsNames = createParser<string[]>({
  parse: (value) => unique((words.parse(value) ?? []).filter((word) => word.trim() !== '')).slice(0, MAX_VALUES),
  serialize: (names) => words.serialize(names),
  eq: (a, b) => a.length === b.length && a.every((name, index) => name === b[index]),
}).withDefault([])

/** The state of a runs list as its address holds it; what cannot be read falls back, defaults are left out. */
export const runFilterParsers = {
  status: parseAsStatuses,
  task: parseAsNames,
  tag: parseAsNames,
  queue: parseAsNames,
  version: parseAsNames,
  period: parseAsPeriod,
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  rootOnly: parseAsBoolean.withDefault(false),
}

export type RunFilter = inferParserType<typeof runFilterParsers>
export type RunFilterList = 'status' | 'task' | 'tag' | 'queue' | 'version'

export const EMPTY_RUN_FILTER: RunFilter = {
  status: [],
  task: [],
  tag: [],
  queue: [],
  version: [],
  period: null,
  from: null,
  to: null,
  rootOnly: false,
}

export const parseRunFilter = createLoader(runFilterParsers)
export const serializeRunFilter = createSerializer(runFilterParsers)

export function isEmptyFilter(filter: RunFilter): boolean {
  return serializeRunFilter(filter) === ''
}

function unique<Value>(values: Value[]): Value[] {
  return [...new Set(values)]
}

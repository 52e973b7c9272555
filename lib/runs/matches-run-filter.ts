import { parsePeriodMs } from '@/lib/format/period'
import type { RunRow } from './run'
import type { RunFilter } from './run-filter'

/** `unknown` where the filter asks for what the row does not carry: the realtime feed has no version, queue or depth. */
export function matchesRunFilter(run: RunRow, filter: RunFilter, now: Date): 'yes' | 'no' | 'unknown' {
  const answers = [
    oneOf(run.status, filter.status),
    oneOf(run.taskId, filter.task),
    filter.tag.length === 0 || filter.tag.some((tag) => run.tags.includes(tag)),
    createdInRange(run.createdAt, filter, now),
    optionalOneOf(run.version, filter.version),
    optionalOneOf(run.queue, filter.queue),
    !filter.rootOnly || isRoot(run),
  ]
  if (answers.includes(false)) return 'no'
  return answers.includes(null) ? 'unknown' : 'yes'
}

function oneOf(value: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(value)
}

function optionalOneOf(value: string | undefined, wanted: readonly string[]): boolean | null {
  if (wanted.length === 0) return true
  return value === undefined ? null : wanted.includes(value)
}

function isRoot(run: RunRow): boolean | null {
  return run.depth === undefined ? null : run.depth === 0
}

function createdInRange(createdAt: Date, filter: RunFilter, now: Date): boolean {
  const periodMs = filter.period === null ? null : parsePeriodMs(filter.period)
  if (periodMs !== null && now.getTime() - createdAt.getTime() > periodMs) return false
  if (filter.from && createdAt < filter.from) return false
  return !(filter.to && createdAt > filter.to)
}

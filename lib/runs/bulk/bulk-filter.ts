import { parsePeriodMs } from '@/lib/format/period'
import type { RunFilter } from '../run-filter'
import type { RunStatus } from '../run-status'
import { type BulkCommand, legalStatuses } from './bulk-command'

/** The filter of Trigger.dev's bulk actions, as far as ours has words for it. */
export interface BulkFilter {
  status: RunStatus[]
  taskIdentifier?: string[]
  version?: string[]
  tag?: string[]
  queue?: { type: 'task' | 'custom'; name: string }[]
  from?: Date
  to: Date
}

/**
 * The runs that the list shows for this filter, were created until `asOf`, and to which the command applies; null when
 * there can be none, or when the API could not be told which. Times are fixed: what starts while the action is being
 * confirmed is not meant. A comma separates values, because the list takes it so.
 */
export function bulkFilterOf(filter: RunFilter, command: BulkCommand, asOf: Date): BulkFilter | null {
  const status = legalStatuses(command, filter.status)
  if (status.length === 0 || filter.rootOnly) return null
  const from = startOf(filter, asOf)
  const split = (values: readonly string[]) => values.flatMap((value) => value.split(','))
  return {
    status,
    ...(filter.task.length > 0 && { taskIdentifier: split(filter.task) }),
    ...(filter.version.length > 0 && { version: split(filter.version) }),
    ...(filter.tag.length > 0 && { tag: split(filter.tag) }),
    ...(filter.queue.length > 0 && { queue: split(filter.queue).map(queueOf) }),
    ...(from && { from }),
    to: filter.to && filter.to < asOf ? filter.to : asOf,
  }
}

/** The later of two beginnings: a bulk action must not reach further back than the list. */
function startOf(filter: RunFilter, asOf: Date): Date | null {
  const periodMs = filter.period === null ? null : parsePeriodMs(filter.period)
  if (periodMs === null) return filter.from
  const start = new Date(asOf.getTime() - periodMs)
  return filter.from && filter.from > start ? filter.from : start
}

function queueOf(name: string): { type: 'task' | 'custom'; name: string } {
  return name.startsWith('task/') ? { type: 'task', name: name.slice('task/'.length) } : { type: 'custom', name }
}

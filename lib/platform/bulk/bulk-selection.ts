import type { CreateBulkActionRequestBody } from '@trigger.dev/core/v3'
import type { z } from 'zod'
import { ApiError } from '../http/api-error'
import { isFinalStatus, storedStatuses } from '../runs/api-run-status'
import { internalId } from '../runs/internal-id'
import { parseDurationMs } from '../runs/parse-time'
import { runConditions } from '../runs/run-conditions'

type Filter = NonNullable<z.output<typeof CreateBulkActionRequestBody>['filter']>

/** As on a real server: more runs than these are selected by a filter. */
const MAX_RUN_IDS = 500

/** SQL that selects the ids of the runs a bulk action is for, newest first. */
export function selectByIds(environmentId: string, runIds: string[]): { text: string; values: unknown[] } {
  if (runIds.length > MAX_RUN_IDS) {
    const limit = `Maximum is ${MAX_RUN_IDS}. Use a filter to select more runs.`
    throw new ApiError(400, `Too many runIds (${runIds.length}). ${limit}`)
  }
  return {
    text: 'select id, created_at from runs where environment_id = $1 and id = any($2)',
    values: [environmentId, runIds.map((id) => internalId('run_', id))],
  }
}

/** The same by filter. Runs made from now on are not meant. */
export function selectByFilter(environmentId: string, filter: Filter, now: Date): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const value = (parameter: unknown) => `$${values.push(parameter)}`
  const conditions = runConditions(environmentId, { ...selection(filter), ...timeSpan(filter, now) }, value)
  const stored = list(filter.status).flatMap(storedStatuses)
  if (stored.length > 0) {
    // The indexes know final states; what is not final yet has an execution.
    const live = stored.filter((status) => !isFinalStatus(status))
    conditions.push(`(runs.final_status = any(${value(stored.filter(isFinalStatus))}) or (runs.status = any(${value(live)})
      and exists (select 1 from executions e where e.run_id = runs.id and e.status <> 'FINISHED')))`)
  }
  return { text: `select id, created_at from runs where ${conditions.join(' and ')}`, values }
}

function selection(filter: Filter) {
  return {
    taskIds: list(filter.taskIdentifier),
    versions: list(filter.version),
    tags: list(filter.tag),
    queues: list(filter.queue).map((queue) => (queue.type === 'task' ? `task/${queue.name}` : queue.name)),
    machines: list(filter.machine),
    regions: list(filter.region),
    batchId: internalId('batch_', filter.batch),
    scheduleId: filter.schedule,
    bulkActionId: internalId('bulk_', filter.bulkAction),
    errorFingerprint: undefined,
    isTest: filter.isTest,
  }
}

function timeSpan(filter: Filter, now: Date): { from: Date | undefined; to: Date } {
  const to = filter.to === undefined ? now : new Date(filter.to)
  if (filter.period === undefined) return { from: filter.from === undefined ? undefined : new Date(filter.from), to }
  const periodMs = parseDurationMs(filter.period)
  // A list without its period is a longer list; a change of all runs instead of today's cannot be taken back.
  if (periodMs === undefined) throw new ApiError(400, `Invalid period: ${filter.period}`)
  return { from: new Date(now.getTime() - periodMs), to: now }
}

function list<T>(items: T | T[] | undefined): T[] {
  if (items === undefined) return []
  return Array.isArray(items) ? items : [items]
}

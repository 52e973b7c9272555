import type { RunFilter } from './run-filter'

/** A filter without a page and without statuses: those decide which index a list walks. */
export type RunSelection = Omit<RunFilter, 'size' | 'after' | 'before' | 'isContinued' | 'statuses'>

type AddValue = (parameter: unknown) => string

/** SQL conditions on `runs`; `value` takes a parameter and answers its placeholder. */
export function runConditions(environmentId: string, selection: RunSelection, value: AddValue): string[] {
  const {
    taskIds,
    versions,
    tags,
    queues,
    machines,
    regions,
    batchId,
    scheduleId,
    bulkActionId,
    errorFingerprint,
    isTest,
    from,
    to,
  } = selection
  return [
    `runs.environment_id = ${value(environmentId)}`,
    ...anyOf('runs.task_id', taskIds, value),
    ...anyOf('runs.worker_version', versions, value),
    ...anyOf('runs.queue_name', queues, value),
    ...withDefault('runs.machine', `'small-1x'`, machines.includes('small-1x'), machines, value),
    ...withDefault('runs.region', 'runs.environment_id', regions.includes(environmentId), regions, value),
    ...(tags.length > 0 ? [`runs.tags && ${value(tags)}::text[]`] : []),
    ...(batchId !== undefined ? [`runs.batch_id = ${value(batchId)}`] : []),
    ...(scheduleId !== undefined ? [`runs.schedule_id = ${value(scheduleId)}`] : []),
    // The second half is what the partial index asks for.
    ...(bulkActionId !== undefined
      ? [`runs.bulk_action_ids @> array[${value(bulkActionId)}]::text[] and runs.bulk_action_ids <> '{}'`]
      : []),
    ...(errorFingerprint !== undefined
      ? [`runs.id in (select run_id from run_failures where fingerprint = ${value(errorFingerprint)})`]
      : []),
    ...(isTest !== undefined ? [`runs.is_test = ${value(isTest)}`] : []),
    ...(from ? [`runs.created_at >= ${value(from)}`] : []),
    ...(to ? [`runs.created_at <= ${value(to)}`] : []),
  ]
}

/** Equality for a single one keeps the index order; a list has to be sorted. */
export function anyOf(column: string, items: string[], value: AddValue): string[] {
  if (items.length === 0) return []
  return [items.length === 1 ? `${column} = ${value(items[0])}` : `${column} = any(${value(items)})`]
}

/** Most runs have the default, and an index holds the others: it is of use only when the default is not looked for. */
function withDefault(column: string, byDefault: string, isWanted: boolean, items: string[], value: AddValue): string[] {
  return anyOf(isWanted ? `coalesce(${column}, ${byDefault})` : column, items, value)
}

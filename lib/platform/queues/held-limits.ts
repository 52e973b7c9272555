/**
 * SQL for the limits that a run of `worker_tasks t` holds: the task's own always, its shared ones unless the caller
 * named others.
 */
export const HELD_LIMITS = (namedByCaller: string) =>
  `(array(select held from unnest(t.limits) held where held like 'task/%' or ${namedByCaller} is null) || coalesce(${namedByCaller}, '{}'))`

/** SQL for whether everything the caller named exists: a run waits for the version that declares its queue and limits. */
export const IS_DECLARED = (environmentId: string, queueName: string, namedByCaller: string) => `(
  (${queueName} is null or exists (
    select 1 from queues known where known.environment_id = ${environmentId} and known.name = ${queueName}))
  and (${namedByCaller} is null or not exists (
    select 1 from unnest(${namedByCaller}) named where not exists (
      select 1 from concurrency_limits known where known.environment_id = ${environmentId} and known.name = named))))`

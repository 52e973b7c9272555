/*
 * A lane is a queue and a concurrency key: each key has the full limit for itself. Whoever hands out places holds the
 * admission lock, so that two of them cannot both see the last free place.
 */

/** Any number, as long as nothing else in this database uses it. */
export const ADMISSION_LOCK = 7_205_002

/** SQL for the limit in force for a lane of `queues q`; null is no limit. */
export const LANE_LIMIT = 'coalesce(q.concurrency_limit_override, q.concurrency_limit)'

/** SQL for the places taken in the lane of `executions e`. */
export const LANE_RUNNING = `(select count(*) from executions taken
  where taken.queue_name = e.queue_name and taken.concurrency_key = e.concurrency_key
    and taken.status in ('PENDING_EXECUTING', 'EXECUTING', 'PENDING_CANCEL'))`

/** The same, with the runs that have waited and line up for a place again: new runs come after them. */
export const LANE_CLAIMED = `(select count(*) from executions taken
  where taken.queue_name = lane.queue_name and taken.concurrency_key = lane.concurrency_key
    and taken.status in ('PENDING_EXECUTING', 'EXECUTING', 'QUEUED_EXECUTING', 'PENDING_CANCEL'))`

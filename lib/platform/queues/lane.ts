import { HOLDS_SLOT } from '../runs/run-state'

/*
 * A lane is a queue and a concurrency key: each key has the queue's limit for itself. Whoever hands out places holds
 * the admission lock, so that two of them cannot both see the last free place.
 */

/** Any number, as long as nothing else in this database uses it. */
export const ADMISSION_LOCK = 7_205_002

/** SQL for the states that take a place. A waiting run gives its place back. */
export const TAKES_PLACE = inList(HOLDS_SLOT)

/** The same, with the runs that have waited and line up for a place again: new runs come after them. */
export const CLAIMS_PLACE = inList([...HOLDS_SLOT, 'QUEUED_EXECUTING'])

/** SQL for the limit in force for a lane of `queues q`; null is no limit. */
export const LANE_LIMIT = 'coalesce(q.concurrency_limit_override, q.concurrency_limit)'

/** SQL for the places that are claimed in a `lane`. */
export const LANE_CLAIMED = `(select count(*) from executions taken
  where taken.queue_name = lane.queue_name and taken.concurrency_key = lane.concurrency_key
    and taken.status in ${CLAIMS_PLACE})`

/** SQL for whether anything can keep `executions e` of `queues q` from going on. */
export const IS_LIMITED = `(${LANE_LIMIT} is not null or q.combined_limit is not null or e.limits <> '{}'
  or exists (select 1 from environments env where env.id = e.environment_id and env.concurrency_limit is not null))`

/** Spelled out: the planner knows the partial indexes only by constants. */
function inList(statuses: readonly string[]): string {
  return `(${statuses.map((status) => `'${status}'`).join(', ')})`
}

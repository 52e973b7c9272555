import { QueueId } from '@trigger.dev/core/v3/isomorphic'

export interface QueueRow {
  id: string
  name: string
  type: 'task' | 'custom'
  concurrency_limit: number | null
  concurrency_limit_override: number | null
  overridden_at: Date | null
  paused: boolean
  running: number
  queued: number
}

/** SQL for queues with what runs and what waits in them; `$1` is the environment. */
export const QUEUES_WITH_COUNTS = `
select q.*,
  (select count(*) from executions e where e.queue_name = q.name
     and e.status in ('PENDING_EXECUTING', 'EXECUTING', 'PENDING_CANCEL')) as running,
  (select count(*) from executions e where e.queue_name = q.name and e.status = 'QUEUED') as queued
from queues q where q.environment_id = $1`

/** A queue as the API shows it: a task's own queue goes by the task's id. */
export function presentQueue(queue: QueueRow) {
  const current = queue.concurrency_limit_override ?? queue.concurrency_limit
  return {
    id: QueueId.toFriendlyId(queue.id),
    name: queue.name.replace(/^task\//, ''),
    type: queue.type,
    running: queue.running,
    queued: queue.queued,
    paused: queue.paused,
    concurrencyLimit: current,
    concurrency: {
      current,
      base: queue.concurrency_limit,
      override: queue.concurrency_limit_override,
      overriddenBy: null,
      overriddenAt: queue.overridden_at,
    },
    releaseConcurrencyOnWaitpoint: true,
  }
}

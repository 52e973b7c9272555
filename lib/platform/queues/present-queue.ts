import { QueueId } from '@trigger.dev/core/v3/isomorphic'
import type { QueueRow } from './queue-row'

/** A queue as changing it answers: a task's own queue goes by the task's id. */
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
    ...(queue.is_line ? { version: 'V2' } : { concurrency: presentLimit(queue, current) }),
    releaseConcurrencyOnWaitpoint: true,
  }
}

/** A queue as reading it answers. */
export function presentReadQueue(queue: QueueRow) {
  return { ...presentQueue(queue), concurrencyLimitOverridePercent: queue.override_percent }
}

/** The declared limit counts as the base only while another is in force. */
function presentLimit(queue: QueueRow, current: number | null) {
  return {
    current,
    base: queue.overridden_at === null ? null : queue.concurrency_limit,
    override: queue.concurrency_limit_override,
    overriddenBy: null,
    overriddenAt: queue.overridden_at,
  }
}

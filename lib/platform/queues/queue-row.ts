import { TAKES_PLACE } from './lane'

export interface QueueRow {
  id: string
  name: string
  type: 'task' | 'custom'
  concurrency_limit: number | null
  concurrency_limit_override: number | null
  override_percent: number | null
  overridden_at: Date | null
  paused: boolean
  /** Its task declares concurrency limits: the queue is only the line its runs wait in. */
  is_line: boolean
  running: number
  queued: number
  /** Since when the run at its head has been waiting. */
  oldest_queued_at: Date | null
  /** How many concurrency keys have waiting runs. */
  waiting_keys: number
}

/** SQL for a QueueRow, with what runs and what waits, from `queues q`. */
export const QUEUE_ROW = `
  q.id, q.name, q.type, q.concurrency_limit, q.concurrency_limit_override, q.override_percent, q.overridden_at, q.paused,
  (q.type = 'task' and q.concurrency_limit is null and exists (
    select 1 from concurrency_limits l where l.environment_id = q.environment_id and l.name = q.name)) as is_line,
  (select count(*) from executions e where e.queue_name = q.name and e.status in ${TAKES_PLACE}) as running,
  waiting.queued, waiting.oldest_queued_at, waiting.waiting_keys`

/** SQL that QUEUE_ROW needs beside `queues q`. */
export const QUEUE_WAITING = `
left join lateral (
  select count(*) as queued, min(e.available_at) as oldest_queued_at, count(distinct e.concurrency_key) as waiting_keys
  from executions e where e.queue_name = q.name and e.status = 'QUEUED') waiting on true`

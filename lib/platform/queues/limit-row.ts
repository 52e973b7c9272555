import { TAKES_PLACE } from './lane'

export interface LimitRow {
  id: string
  name: string
  per_key: number | null
  total: number | null
  per_key_override: number | null
  per_key_overridden_at: Date | null
  total_override: number | null
  total_overridden_at: Date | null
  paused: boolean
  running: number
  queued: number
}

/** SQL for a LimitRow, with the runs that hold the limit, from `concurrency_limits l`. */
export const LIMIT_ROW = `
  l.*,
  (select count(*) from executions e where e.limits @> array[l.name] and e.limits <> '{}' and e.status in ${TAKES_PLACE}) as running,
  (select count(*) from executions e where e.limits @> array[l.name] and e.limits <> '{}' and e.status = 'QUEUED') as queued`

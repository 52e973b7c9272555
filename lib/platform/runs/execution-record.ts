import type { CompletedWaitpoint } from '@trigger.dev/core/v3'
import type { ExecutionStatus } from './run-state'

/** One row of `executions`, as the pool gives it. */
export interface ExecutionRecord {
  run_id: string
  environment_id: string
  task_id: string
  snapshot_id: string
  status: ExecutionStatus
  queue_name: string
  concurrency_key: string
  /** The concurrency limits it needs room in. */
  limits: string[]
  created_at: Date
  available_at: Date
  sort_at: Date
  expires_at: Date | null
  worker_id: string | null
  heartbeat_at: Date | null
  completed_waitpoints: CompletedWaitpoint[]
  losses: number
  updated_at: Date
}

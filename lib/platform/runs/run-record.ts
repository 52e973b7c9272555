import type { TaskRunError } from '@trigger.dev/core/v3'

/** The words of a run's status as they are stored and as realtime rows carry them (the API maps them, see api-run-status.ts). */
export type StoredRunStatus =
  | 'DELAYED'
  | 'PENDING'
  | 'PENDING_VERSION'
  | 'DEQUEUED'
  | 'EXECUTING'
  | 'RETRYING_AFTER_FAILURE'
  | 'WAITING_TO_RESUME'
  | 'COMPLETED_SUCCESSFULLY'
  | 'COMPLETED_WITH_ERRORS'
  | 'CANCELED'
  | 'CRASHED'
  | 'SYSTEM_FAILURE'
  | 'EXPIRED'
  | 'TIMED_OUT'

/** One row of `runs`, as the pool gives it: timestamptz as Date, bigint as number, jsonb parsed. Ids are internal ones. */
export interface RunRecord {
  id: string
  environment_id: string
  task_id: string
  status: StoredRunStatus
  /** The status once it can no longer change; null before. */
  final_status: StoredRunStatus | null
  queue_name: string
  concurrency_key: string | null
  /** The concurrency limits the caller named instead of those the task shares. */
  limits: string[] | null
  worker_id: string | null
  worker_version: string | null
  locked_to_version: string | null
  payload: string | null
  payload_type: string
  output: string | null
  output_type: string | null
  error: TaskRunError | null
  metadata: string | null
  metadata_type: string
  seed_metadata: string | null
  tags: string[]
  idempotency_key: string | null
  idempotency_key_options: { key: string; scope: string } | null
  idempotency_key_expires_at: Date | null
  request_idempotency_key: string | null
  delay_until: Date | null
  ttl: string | null
  priority_ms: number
  machine: string | null
  max_attempts: number | null
  max_duration: number | null
  is_test: boolean
  trigger_function: string
  replayed_from: string | null
  parent_id: string | null
  root_id: string | null
  depth: number
  resume_parent_on_completion: boolean
  batch_id: string | null
  batch_index: number | null
  schedule_id: string | null
  bulk_action_ids: string[]
  region: string | null
  trace_id: string
  span_id: string
  trace_context: Record<string, unknown> | null
  realtime_streams: string[]
  realtime_streams_version: string
  attempt_number: number
  lost_attempts: number
  usage_duration_ms: number
  created_at: Date
  queued_at: Date | null
  started_at: Date | null
  executed_at: Date | null
  completed_at: Date | null
  expired_at: Date | null
  /** Strictly increasing per run, so readers let the newer row win. */
  updated_at: Date
  /** +1 with every change of the row. */
  revision: number
}

import { randomBytes } from 'node:crypto'
import type { RunRecord } from '../runs/run-record'

/** Rows for tests, named by the state of the run. */
export const runRecord = {
  queued: (given: Partial<RunRecord> = {}): RunRecord => ({ ...blank(), ...given }),

  executing: (given: Partial<RunRecord> = {}): RunRecord => ({
    ...blank(),
    status: 'EXECUTING',
    attempt_number: 1,
    started_at: new Date('2026-01-02T03:04:06.000Z'),
    executed_at: new Date('2026-01-02T03:04:06.500Z'),
    revision: 3,
    ...given,
  }),

  failed: (given: Partial<RunRecord> = {}): RunRecord => ({
    ...runRecord.executing(),
    status: 'COMPLETED_WITH_ERRORS',
    error: { type: 'BUILT_IN_ERROR', name: 'PaymentError', message: 'card declined', stackTrace: 'PaymentError: …' },
    completed_at: new Date('2026-01-02T03:04:10.000Z'),
    updated_at: new Date('2026-01-02T03:04:10.000Z'),
    revision: 4,
    ...given,
  }),
}

/** The same run after one more change. */
export function changed(run: RunRecord, change: Partial<RunRecord> = {}): RunRecord {
  return { ...run, updated_at: new Date(run.updated_at.getTime() + 1), revision: run.revision + 1, ...change }
}

function blank(): RunRecord {
  const at = new Date('2026-01-02T03:04:05.678Z')
  return {
    id: `c${randomBytes(12).toString('hex')}`,
    environment_id: 'env',
    task_id: 'send-invoice',
    status: 'PENDING',
    queue_name: 'task/send-invoice',
    concurrency_key: null,
    limits: null,
    worker_id: null,
    worker_version: null,
    locked_to_version: null,
    payload: '{"json":{}}',
    payload_type: 'application/super+json',
    output: null,
    output_type: null,
    error: null,
    metadata: null,
    metadata_type: 'application/json',
    seed_metadata: null,
    tags: [],
    idempotency_key: null,
    idempotency_key_options: null,
    idempotency_key_expires_at: null,
    request_idempotency_key: null,
    delay_until: null,
    ttl: null,
    priority_ms: 0,
    machine: null,
    max_attempts: null,
    max_duration: null,
    is_test: false,
    trigger_function: 'trigger',
    replayed_from: null,
    parent_id: null,
    root_id: null,
    depth: 0,
    resume_parent_on_completion: false,
    batch_id: null,
    batch_index: null,
    schedule_id: null,
    bulk_action_ids: [],
    region: null,
    trace_id: randomBytes(16).toString('hex'),
    span_id: randomBytes(8).toString('hex'),
    trace_context: null,
    realtime_streams: [],
    realtime_streams_version: 'v2',
    attempt_number: 0,
    lost_attempts: 0,
    usage_duration_ms: 0,
    created_at: at,
    queued_at: at,
    started_at: null,
    executed_at: null,
    completed_at: null,
    expired_at: null,
    final_status: null,
    updated_at: at,
    revision: 1,
  }
}

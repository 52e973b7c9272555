import type { RegisteredTask } from '../workers/find-task'
import { expiry } from './expiry'
import type { NewRun } from './new-run'
import type { RunRecord } from './run-record'

/** A real dev environment lets a run wait 10 minutes for a worker; here a queued run survives a machine that is off. */
const DEFAULT_TTL = '14d'

/** The first row of a run, and of its place in the queue what does not follow from that row. */
export type RunInsert = Pick<RunRecord, (typeof INSERTED_COLUMNS)[number]> & {
  expires_at: Date | null
  held_limits: string[]
}

export const INSERTED_COLUMNS = [
  'id',
  'environment_id',
  'task_id',
  'status',
  'queue_name',
  'concurrency_key',
  'limits',
  'worker_id',
  'locked_to_version',
  'payload',
  'payload_type',
  'metadata',
  'metadata_type',
  'seed_metadata',
  'tags',
  'idempotency_key',
  'idempotency_key_options',
  'idempotency_key_expires_at',
  'request_idempotency_key',
  'delay_until',
  'ttl',
  'priority_ms',
  'machine',
  'max_attempts',
  'max_duration',
  'is_test',
  'trigger_function',
  'replayed_from',
  'parent_id',
  'root_id',
  'depth',
  'resume_parent_on_completion',
  'batch_id',
  'batch_index',
  'schedule_id',
  'bulk_action_ids',
  'region',
  'trace_id',
  'span_id',
  'trace_context',
  'realtime_streams_version',
  'created_at',
  'queued_at',
  'updated_at',
] as const satisfies ReadonlyArray<keyof RunRecord>

/** What is stored of a new run: the caller's wishes, and for the rest what its task was registered with (null: by nobody yet). */
export function runInsert(environmentId: string, run: NewRun, task: RegisteredTask | null, now: Date): RunInsert {
  const ttl = run.ttl ?? task?.ttl ?? DEFAULT_TTL
  return {
    id: run.id,
    environment_id: environmentId,
    ...placement(run, task),
    ...data(run),
    ...settings(run),
    ...identity(run),
    ...lineage(run),
    ttl,
    delay_until: run.delayUntil,
    created_at: now,
    queued_at: run.delayUntil ? null : now,
    updated_at: now,
    expires_at: expiry(ttl, run.delayUntil ?? now),
    held_limits: task?.limits ?? run.limits ?? [],
  }
}

function placement(run: NewRun, task: RegisteredTask | null) {
  return {
    task_id: run.taskId,
    status: run.delayUntil ? 'DELAYED' : task?.isDeclared ? 'PENDING' : 'PENDING_VERSION',
    queue_name: run.queueName ?? task?.queueName ?? `task/${run.taskId}`,
    concurrency_key: run.concurrencyKey,
    limits: run.limits,
    worker_id: (run.lockedToVersion && task?.workerId) || null,
    locked_to_version: run.lockedToVersion,
  } as const
}

function data(run: NewRun) {
  return {
    payload: run.payload,
    payload_type: run.payloadType,
    metadata: run.metadata,
    metadata_type: run.metadataType,
    seed_metadata: run.metadata,
    tags: run.tags,
  }
}

function settings(run: NewRun) {
  return {
    priority_ms: run.priorityMs,
    machine: run.machine,
    max_attempts: run.maxAttempts,
    max_duration: run.maxDuration,
    is_test: run.isTest,
    region: run.region,
    realtime_streams_version: run.realtimeStreamsVersion,
  }
}

function identity(run: NewRun) {
  return {
    idempotency_key: run.idempotencyKey,
    idempotency_key_options: run.idempotencyKeyOptions,
    idempotency_key_expires_at: run.idempotencyKeyExpiresAt,
    request_idempotency_key: run.requestIdempotencyKey,
  }
}

function lineage(run: NewRun) {
  return {
    trigger_function: run.triggerFunction,
    replayed_from: run.replayedFrom,
    parent_id: run.parentId,
    root_id: run.rootId,
    depth: run.depth,
    resume_parent_on_completion: run.resumeParentOnCompletion,
    batch_id: run.batchId,
    batch_index: run.batchIndex,
    schedule_id: run.scheduleId,
    bulk_action_ids: run.bulkActionIds,
    trace_id: run.traceId,
    span_id: run.spanId,
    trace_context: run.traceContext,
  }
}

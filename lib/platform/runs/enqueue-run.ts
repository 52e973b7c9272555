import type { Pool, PoolClient } from 'pg'
import { ApiError } from '../http/api-error'
import { findTask } from '../workers/find-task'
import type { NewRun } from './new-run'
import { parseDurationMs } from './parse-time'
import type { RunRecord } from './run-record'

/** A real dev environment lets a run wait 10 minutes for a worker; here a queued run survives a machine that is off. */
const DEFAULT_TTL = '14d'

const COLUMNS = [
  'id',
  'environment_id',
  'task_id',
  'status',
  'queue_name',
  'concurrency_key',
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
  'region',
  'trace_id',
  'span_id',
  'trace_context',
  'realtime_streams_version',
  'created_at',
  'queued_at',
  'updated_at',
] as const satisfies ReadonlyArray<keyof RunRecord>

const placeholder = (index: number) => `$${COLUMNS.length + index}`

const INSERT_RUN = `
with run as (
  insert into runs (${COLUMNS.join(', ')}) values (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})
  on conflict do nothing returning *
), execution as (
  insert into executions (run_id, environment_id, task_id, snapshot_id, status, queue_name, concurrency_key,
                          created_at, available_at, sort_at, expires_at, worker_id, updated_at)
  select id, environment_id, task_id, replace(gen_random_uuid()::text, '-', ''), ${placeholder(1)}, queue_name, coalesce(concurrency_key, ''),
         created_at, ${placeholder(2)}, ${placeholder(3)}, ${placeholder(4)}, worker_id, updated_at
  from run
)
select * from run`

/**
 * Makes the run durable with its first snapshot, in one statement. Null when another run holds one of its idempotency
 * keys: the index decides between two callers at the same moment.
 */
export async function enqueueRun(
  db: Pool | PoolClient,
  environmentId: string,
  run: NewRun,
  now: Date,
): Promise<RunRecord | null> {
  const task = await findTask(db, environmentId, run.taskId, run.lockedToVersion)
  if (run.lockedToVersion && !task) {
    throw new ApiError(422, `There is no version ${run.lockedToVersion} of the task ${run.taskId}`)
  }
  const ttl = run.ttl ?? task?.ttl ?? DEFAULT_TTL
  const execution = run.delayUntil ? 'DELAYED' : task ? 'QUEUED' : 'RUN_CREATED'
  const status = run.delayUntil ? 'DELAYED' : task ? 'PENDING' : 'PENDING_VERSION'
  const queuedAt = run.delayUntil ?? now
  const record: Record<(typeof COLUMNS)[number], unknown> = {
    id: run.id,
    environment_id: environmentId,
    task_id: run.taskId,
    status,
    queue_name: run.queueName ?? task?.queueName ?? `task/${run.taskId}`,
    concurrency_key: run.concurrencyKey,
    worker_id: run.lockedToVersion ? task?.workerId : null,
    locked_to_version: run.lockedToVersion,
    payload: run.payload,
    payload_type: run.payloadType,
    metadata: run.metadata,
    metadata_type: run.metadataType,
    seed_metadata: run.metadata,
    tags: run.tags,
    idempotency_key: run.idempotencyKey,
    idempotency_key_options: run.idempotencyKeyOptions,
    idempotency_key_expires_at: run.idempotencyKeyExpiresAt,
    request_idempotency_key: run.requestIdempotencyKey,
    delay_until: run.delayUntil,
    ttl,
    priority_ms: run.priorityMs,
    machine: run.machine,
    max_attempts: run.maxAttempts,
    max_duration: run.maxDuration,
    is_test: run.isTest,
    trigger_function: run.triggerFunction,
    replayed_from: run.replayedFrom,
    parent_id: run.parentId,
    root_id: run.rootId,
    depth: run.depth,
    resume_parent_on_completion: run.resumeParentOnCompletion,
    region: run.region,
    trace_id: run.traceId,
    span_id: run.spanId,
    trace_context: run.traceContext,
    realtime_streams_version: run.realtimeStreamsVersion,
    created_at: now,
    queued_at: run.delayUntil ? null : now,
    updated_at: now,
  }
  const { rows } = await db.query<RunRecord>({
    name: 'enqueue-run',
    text: INSERT_RUN,
    values: [
      ...COLUMNS.map((column) => record[column]),
      execution,
      queuedAt,
      new Date(queuedAt.getTime() - run.priorityMs),
      expiry(ttl, queuedAt),
    ],
  })
  return rows[0] ?? null
}

/** When a run queued at this time gives up waiting for its first attempt; null when the ttl is no duration. */
export function expiry(ttl: string | null, queuedAt: Date): Date | null {
  const ttlMs = ttl === null ? undefined : parseDurationMs(ttl)
  return ttlMs === undefined ? null : new Date(queuedAt.getTime() + ttlMs)
}

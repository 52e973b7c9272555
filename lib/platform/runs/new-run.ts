import { randomBytes } from 'node:crypto'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import type { Debounce } from './debounce'
import type { RunRecord } from './run-record'

/** What a caller decides about a run; the rest follows from the task's registration. */
export interface NewRun {
  id: string
  taskId: string
  payload: string | null
  payloadType: string
  metadata: string | null
  metadataType: string
  tags: string[]
  queueName: string | null
  concurrencyKey: string | null
  /** Concurrency limits named instead of those the task shares; null: the task's. */
  limits: string[] | null
  delayUntil: Date | null
  debounce: Debounce | null
  ttl: string | null
  priorityMs: number
  machine: string | null
  maxAttempts: number | null
  maxDuration: number | null
  isTest: boolean
  lockedToVersion: string | null
  idempotencyKey: string | null
  idempotencyKeyOptions: RunRecord['idempotency_key_options']
  idempotencyKeyExpiresAt: Date | null
  requestIdempotencyKey: string | null
  region: string | null
  triggerFunction: 'trigger' | 'triggerAndWait' | 'batchTrigger' | 'batchTriggerAndWait'
  replayedFrom: string | null
  parentId: string | null
  rootId: string | null
  depth: number
  resumeParentOnCompletion: boolean
  /** Internal ids of what the run belongs to. */
  batchId: string | null
  batchIndex: number | null
  scheduleId: string | null
  bulkActionIds: string[]
  traceId: string
  spanId: string
  traceContext: Record<string, unknown> | null
  realtimeStreamsVersion: string
}

/** A run with nothing asked for beyond its task: callers overwrite what they know better. */
export function newRun(taskId: string): NewRun {
  return {
    id: RunId.generate().id,
    taskId,
    payload: null,
    payloadType: 'application/json',
    metadata: null,
    metadataType: 'application/json',
    tags: [],
    queueName: null,
    concurrencyKey: null,
    limits: null,
    delayUntil: null,
    debounce: null,
    ttl: null,
    priorityMs: 0,
    machine: null,
    maxAttempts: null,
    maxDuration: null,
    isTest: false,
    lockedToVersion: null,
    idempotencyKey: null,
    idempotencyKeyOptions: null,
    idempotencyKeyExpiresAt: null,
    requestIdempotencyKey: null,
    region: null,
    triggerFunction: 'trigger',
    replayedFrom: null,
    parentId: null,
    rootId: null,
    depth: 0,
    resumeParentOnCompletion: false,
    batchId: null,
    batchIndex: null,
    scheduleId: null,
    bulkActionIds: [],
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    traceContext: null,
    realtimeStreamsVersion: 'v2',
  }
}

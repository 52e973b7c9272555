import { createJsonErrorObject, type TaskRunError } from '@trigger.dev/core/v3'
import { BatchId, RunId } from '@trigger.dev/core/v3/isomorphic'
import { parsePacketAsJson } from '@trigger.dev/core/v3/utils/ioSerialization'
import { packetUrl } from '../packets/packet-url'
import type { findRunSchedule } from '../schedules/find-run-schedule'
import { apiRunStatus, statusFlags } from './api-run-status'
import type { RunRecord } from './run-record'

type PacketDeps = Parameters<typeof packetUrl>[0]

/** The part of a run that lists read. */
export type ListedRun = Pick<
  RunRecord,
  | 'id'
  | 'environment_id'
  | 'task_id'
  | 'status'
  | 'worker_version'
  | 'idempotency_key'
  | 'idempotency_key_options'
  | 'created_at'
  | 'started_at'
  | 'updated_at'
  | 'completed_at'
  | 'delay_until'
  | 'ttl'
  | 'expired_at'
  | 'usage_duration_ms'
  | 'is_test'
  | 'depth'
  | 'tags'
  | 'batch_id'
  | 'metadata'
  | 'region'
  | 'schedule_id'
>

/** What lists, single runs and related runs have in common, in the order of a real server. Absent is left out, not null. */
export function presentRunBase(run: ListedRun) {
  return {
    id: RunId.toFriendlyId(run.id),
    taskIdentifier: run.task_id,
    idempotencyKey: run.idempotency_key_options?.key ?? run.idempotency_key ?? undefined,
    version: run.worker_version ?? undefined,
    status: apiRunStatus(run.status),
    createdAt: run.created_at,
    startedAt: run.started_at ?? undefined,
    updatedAt: run.updated_at,
    finishedAt: run.completed_at ?? undefined,
    delayedUntil: run.delay_until ?? undefined,
    ttl: run.ttl ?? undefined,
    expiredAt: run.expired_at ?? undefined,
    costInCents: 0,
    baseCostInCents: 0,
    durationMs: run.usage_duration_ms,
    isTest: run.is_test,
    depth: run.depth,
    tags: run.tags,
    ...statusFlags(run.status),
    batchId: run.batch_id === null ? undefined : BatchId.toFriendlyId(run.batch_id),
    metadata: run.metadata === null ? undefined : (JSON.parse(run.metadata) as Record<string, unknown>),
    region: run.region ?? run.environment_id,
  }
}

/** An item of GET /api/v1/runs. */
export function presentListedRun(run: ListedRun) {
  return {
    ...presentRunBase(run),
    tags: [...run.tags].sort(),
    env: { id: run.environment_id, name: 'dev', user: 'Local Developer' },
    taskKind: run.schedule_id === null ? 'STANDARD' : 'SCHEDULED',
  }
}

export interface RelatedRuns {
  root: RunRecord | null
  parent: RunRecord | null
  children: RunRecord[]
  schedule: Awaited<ReturnType<typeof findRunSchedule>>
}

/** GET /api/v3/runs/:id. Payload and output come decoded to plain JSON. */
export async function presentRun(deps: PacketDeps, run: RunRecord, related: RelatedRuns) {
  const payload = await decode(deps, run.payload, run.payload_type)
  const output = await decode(deps, run.output, run.output_type)
  return {
    ...presentRelated(run),
    payload: payload.value,
    payloadPresignedUrl: payload.url,
    output: output.value,
    outputPresignedUrl: output.url,
    error: run.error === null ? undefined : presentError(run.error),
    schedule: related.schedule ?? undefined,
    attemptCount: run.attempt_number,
    attempts: [],
    relatedRuns: {
      root: related.root ? presentRelated(related.root) : undefined,
      parent: related.parent ? presentRelated(related.parent) : undefined,
      children: related.children.map(presentRelated),
    },
  }
}

/** A real server tells only the code of an internal error; what happened belongs to it. */
export function presentError(error: TaskRunError) {
  const presented = createJsonErrorObject(error)
  if (error.type !== 'INTERNAL_ERROR' || !error.message || !presented.message.includes(error.code)) return presented
  return { ...presented, message: `${presented.message}: ${error.message}` }
}

function presentRelated(run: RunRecord) {
  return { ...presentRunBase(run), triggerFunction: run.trigger_function }
}

/** Large data lives in a packet: the caller gets a link to it. */
async function decode(
  deps: PacketDeps,
  data: string | null,
  dataType: string | null,
): Promise<{ value?: unknown; url?: string }> {
  if (data === null) return {}
  if (dataType === 'application/store') return { url: packetUrl(deps, 'GET', data, new Date()) }
  return { value: await parsePacketAsJson({ data, dataType: dataType ?? 'application/json' }) }
}

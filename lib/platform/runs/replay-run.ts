import type { ReplayRunRequestBody as ReplayBodySchema } from '@trigger.dev/core/v3'
import type { z } from 'zod'
import type { PlatformDeps } from '../http/deps'
import { type NewRun, newRun } from './new-run'
import type { RunRecord } from './run-record'
import { runFromTriggerBody } from './trigger-options'
import { triggerRun } from './trigger-run'

type ReplayRunRequestBody = z.output<typeof ReplayBodySchema>
type ReplayDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

/** A fresh run of the same task with what the original had, its metadata as it ended, except where told otherwise. */
export async function replayRun(
  deps: ReplayDeps,
  original: RunRecord,
  overrides: ReplayRunRequestBody,
  now: Date,
  belongsTo: Pick<NewRun, 'bulkActionIds'> & Partial<Pick<NewRun, 'requestIdempotencyKey'>> = { bulkActionIds: [] },
): Promise<RunRecord> {
  const wanted = { ...copyOf(original), ...overriding(original, overrides, now), ...belongsTo }
  const { run } = await triggerRun(deps, wanted, now)
  return run
}

function copyOf(original: RunRecord): NewRun {
  return {
    ...newRun(original.task_id),
    payload: original.payload,
    payloadType: original.payload_type,
    metadata: original.metadata,
    metadataType: original.metadata_type,
    tags: original.tags,
    queueName: original.queue_name,
    concurrencyKey: original.concurrency_key,
    limits: original.limits,
    ttl: original.ttl,
    priorityMs: original.priority_ms,
    machine: original.machine,
    maxAttempts: original.max_attempts,
    maxDuration: original.max_duration,
    isTest: original.is_test,
    region: original.region,
    replayedFrom: original.id,
    realtimeStreamsVersion: original.realtime_streams_version,
  }
}

/** What a trigger call with these options would ask for, but only the options that were given. */
function overriding(original: RunRecord, overrides: ReplayRunRequestBody, now: Date): Partial<NewRun> {
  const { payload, queue, version, ...options } = overrides
  const asked = runFromTriggerBody(
    original.task_id,
    {
      payload,
      options: { ...options, ...(queue && { queue: { name: queue } }), ...(version && { lockToVersion: version }) },
    },
    now,
  )
  const given: Partial<Record<keyof ReplayRunRequestBody, ReadonlyArray<keyof NewRun>>> = {
    payload: ['payload', 'payloadType'],
    metadata: ['metadata', 'metadataType'],
    tags: ['tags'],
    queue: ['queueName'],
    concurrencyKey: ['concurrencyKey'],
    machine: ['machine'],
    version: ['lockedToVersion'],
    region: ['region'],
    delay: ['delayUntil'],
    ttl: ['ttl'],
    idempotencyKey: ['idempotencyKey', 'idempotencyKeyExpiresAt'],
    maxAttempts: ['maxAttempts'],
    maxDuration: ['maxDuration'],
    priority: ['priorityMs'],
  }
  const fields = Object.entries(given).flatMap(([option, names]) =>
    overrides[option as keyof ReplayRunRequestBody] === undefined ? [] : names,
  )
  return Object.fromEntries(fields.map((field) => [field, asked[field]]))
}

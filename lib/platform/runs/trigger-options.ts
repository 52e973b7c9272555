import type { TriggerTaskRequestBody } from '@trigger.dev/core/v3'
import { sanitizeQueueName } from '@trigger.dev/core/v3/isomorphic'
import { ApiError } from '../http/api-error'
import { parseDebounce } from './debounce'
import { type NewRun, newRun } from './new-run'
import { parseDurationMs, parseMoment } from './parse-time'

export const MAX_TAGS = 10
export const MAX_METADATA_BYTES = 262_144
const DEFAULT_IDEMPOTENCY_TTL_MS = 30 * 24 * 60 * 60 * 1000

/** What the body of a trigger call asks for. Unparsable delays and durations count as not given, as on a real server. */
export function runFromTriggerBody(taskId: string, body: TriggerTaskRequestBody, now: Date): NewRun {
  const options = body.options ?? {}
  const debounce = parseDebounce(options.debounce)
  const delayUntil = parseMoment(options.delay ?? options.debounce?.delay, now)
  if (debounce && !(delayUntil && delayUntil > now)) {
    throw new ApiError(422, `Debounce requires a valid delay duration. Provided: ${options.debounce?.delay}`)
  }
  return {
    ...newRun(taskId),
    ...payloadPacket(body.payload, options.payloadType),
    ...metadataPacket(options.metadata, options.metadataType),
    tags: uniqueTags(options.tags),
    queueName: options.queue ? sanitizeQueueName(options.queue.name) || null : null,
    concurrencyKey: options.concurrencyKey ?? null,
    limits: options.concurrency ?? null,
    delayUntil: delayUntil && delayUntil > now ? delayUntil : null,
    debounce,
    ttl: ttlText(options.ttl),
    priorityMs: Math.round((options.priority ?? 0) * 1000),
    machine: options.machine ?? null,
    maxAttempts: options.maxAttempts ?? null,
    maxDuration: options.maxDuration ?? null,
    isTest: options.test ?? false,
    lockedToVersion: options.lockToVersion ?? null,
    ...idempotency(options, now),
    region: options.region ?? null,
    triggerFunction: options.resumeParentOnCompletion ? 'triggerAndWait' : 'trigger',
    resumeParentOnCompletion: options.resumeParentOnCompletion ?? false,
  }
}

/** A string under application/json is a JSON value of its own, so it reaches the task as that string. */
export function payloadPacket(
  payload: unknown,
  payloadType = 'application/json',
): Pick<NewRun, 'payload' | 'payloadType'> {
  if (payload === undefined) return { payload: null, payloadType }
  if (typeof payload === 'string' && payloadType !== 'application/json') return { payload, payloadType }
  return { payload: JSON.stringify(payload), payloadType }
}

export function metadataPacket(
  metadata: unknown,
  metadataType = 'application/json',
): Pick<NewRun, 'metadata' | 'metadataType'> {
  if (metadata === undefined || metadata === null) return { metadata: null, metadataType }
  const text = typeof metadata === 'string' ? metadata : JSON.stringify(metadata)
  assertMetadataSize(text)
  return { metadata: text, metadataType }
}

export function assertMetadataSize(metadata: string): void {
  if (Buffer.byteLength(metadata) <= MAX_METADATA_BYTES) return
  throw new ApiError(413, `Metadata exceeds maximum size of ${MAX_METADATA_BYTES} bytes`)
}

export function uniqueTags(tags: string | string[] | undefined): string[] {
  const list = [...new Set(typeof tags === 'string' ? [tags] : (tags ?? []))].filter((tag) => tag.trim() !== '')
  if (list.length > MAX_TAGS) {
    throw new ApiError(422, `Runs can only have ${MAX_TAGS} tags, you're trying to set ${list.length}.`)
  }
  return list
}

export function ttlText(ttl: string | number | undefined): string | null {
  return typeof ttl === 'number' ? `${ttl}s` : (ttl ?? null)
}

function idempotency(options: NonNullable<TriggerTaskRequestBody['options']>, now: Date) {
  if (!options.idempotencyKey) return {}
  const ttlMs = (options.idempotencyKeyTTL && parseDurationMs(options.idempotencyKeyTTL)) || DEFAULT_IDEMPOTENCY_TTL_MS
  return {
    idempotencyKey: options.idempotencyKey,
    idempotencyKeyOptions: options.idempotencyKeyOptions ?? null,
    idempotencyKeyExpiresAt: new Date(now.getTime() + ttlMs),
  }
}

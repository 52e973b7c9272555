import type { CreateWaitpointTokenRequestBody } from '@trigger.dev/core/v3'
import { ApiError } from '../http/api-error'
import { parseDurationMs, parseMoment } from '../runs/parse-time'
import type { NewWaitpoint } from './create-waitpoint'

const MAX_TAGS = 10

/**
 * What the body of a create call asks for. As on a real server, a time-out that is unreadable or in the past is none, and
 * so is an unreadable life of the key.
 */
export function waitpointFromTokenBody(body: CreateWaitpointTokenRequestBody, now: Date): NewWaitpoint {
  const tags = typeof body.tags === 'string' ? [body.tags] : (body.tags ?? [])
  if (tags.length > MAX_TAGS) {
    throw new ApiError(422, `Waitpoints can only have ${MAX_TAGS} tags, you're trying to set ${tags.length}.`)
  }
  const timeoutAt = parseMoment(body.timeout, now)
  const keyTtlMs = body.idempotencyKeyTTL ? parseDurationMs(body.idempotencyKeyTTL) : undefined
  return {
    timeoutAt: timeoutAt && timeoutAt > now ? timeoutAt : undefined,
    idempotencyKey: body.idempotencyKey || undefined,
    idempotencyKeyExpiresAt: keyTtlMs === undefined ? undefined : new Date(now.getTime() + keyTtlMs),
    tags,
  }
}

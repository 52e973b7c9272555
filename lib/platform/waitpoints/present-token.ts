import type { WaitpointTokenStatus } from '@trigger.dev/core/v3'
import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'
import { callbackUrl } from './callback-url'
import type { WaitpointRecord } from './waitpoint-record'

type LinkDeps = Pick<PlatformDeps, 'origin' | 'secretKey'>

/** A token as a list shows it. */
export function presentListedToken(deps: LinkDeps, token: WaitpointRecord) {
  return {
    id: WaitpointId.toFriendlyId(token.id),
    url: callbackUrl(deps, token.id),
    status: tokenStatus(token),
    completedAt: token.completed_at ?? undefined,
    timeoutAt: token.completed_after ?? undefined,
    completedAfter: token.completed_after ?? undefined,
    idempotencyKey: token.user_provided_idempotency_key
      ? (token.inactive_idempotency_key ?? token.idempotency_key ?? undefined)
      : undefined,
    idempotencyKeyExpiresAt: token.idempotency_key_expires_at ?? undefined,
    tags: token.tags.toSorted((a, b) => a.localeCompare(b)),
    createdAt: token.created_at,
  }
}

/** A single token: its output as it is kept, which the SDK unpacks. */
export function presentToken(deps: LinkDeps, token: WaitpointRecord) {
  return {
    ...presentListedToken(deps, token),
    type: token.type,
    idempotencyKey: token.idempotency_key ?? undefined,
    userProvidedIdempotencyKey: token.user_provided_idempotency_key,
    inactiveIdempotencyKey: token.inactive_idempotency_key ?? undefined,
    output: token.output ?? undefined,
    outputType: token.output_type,
    outputIsError: token.output_is_error,
    tags: token.tags,
  }
}

function tokenStatus(token: WaitpointRecord): WaitpointTokenStatus {
  if (token.status === 'PENDING') return 'WAITING'
  return token.output_is_error ? 'TIMED_OUT' : 'COMPLETED'
}

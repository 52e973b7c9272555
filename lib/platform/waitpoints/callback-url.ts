import { createHmac, timingSafeEqual } from 'node:crypto'
import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'

/** Whoever knows this address may complete the waitpoint, without any other credential. */
export function callbackUrl(deps: Pick<PlatformDeps, 'origin' | 'secretKey'>, waitpointId: string): string {
  const token = WaitpointId.toFriendlyId(waitpointId)
  return `${deps.origin}/api/v1/waitpoints/tokens/${token}/callback/${callbackHash(deps.secretKey, waitpointId)}`
}

export function isCallbackHash(secretKey: string, waitpointId: string, hash: string): boolean {
  const expected = Buffer.from(callbackHash(secretKey, waitpointId))
  const given = Buffer.from(hash)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function callbackHash(secretKey: string, waitpointId: string): string {
  return createHmac('sha256', secretKey).update(waitpointId).digest('hex')
}

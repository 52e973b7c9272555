import { createHmac } from 'node:crypto'
import { JWT_AUDIENCE, JWT_ISSUER } from '@trigger.dev/core/v3/jwt'
import type { PlatformDeps } from '../http/deps'

const LIFETIME_S = 60 * 60
const HEADER = encode({ alg: 'HS256' })

/**
 * The headers that let whoever triggered a run watch it: a public token for it, and its claims. Signed here, because
 * generateJWT of @trigger.dev/core imports its library anew with every call: more than the rest of a trigger together.
 */
export function issueRunToken(deps: Pick<PlatformDeps, 'environment' | 'secretKey'>, runId: string, now: Date) {
  const claims = { sub: deps.environment.id, pub: true, scopes: [`read:runs:${runId}`, `write:inputStreams:${runId}`] }
  const iat = Math.floor(now.getTime() / 1000)
  const signed = `${HEADER}.${encode({ ...claims, iss: JWT_ISSUER, aud: JWT_AUDIENCE, iat, exp: iat + LIFETIME_S })}`
  const signature = createHmac('sha256', deps.secretKey).update(signed).digest('base64url')
  return { 'x-trigger-jwt-claims': JSON.stringify(claims), 'x-trigger-jwt': `${signed}.${signature}` }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

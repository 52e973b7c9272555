import { createHmac } from 'node:crypto'
import { JWT_AUDIENCE, JWT_ISSUER } from '@trigger.dev/core/v3/jwt'
import type { PlatformDeps } from '../http/deps'

export interface PublicTokenClaims {
  scopes: string[]
  /** For one trigger only. */
  otu?: true
  /** Tells two one-time tokens of the same second apart. */
  jti?: string
  realtime?: { skipColumns?: string[] | undefined }
}

const HEADER = encode({ alg: 'HS256' })

/**
 * A public token, as the SDK would sign it. Signed here, because generateJWT of @trigger.dev/core imports its library anew
 * with every call: more than the rest of a trigger together.
 */
export function signPublicToken(
  deps: Pick<PlatformDeps, 'environment' | 'secretKey'>,
  claims: PublicTokenClaims,
  life: { iat: number; exp: number },
): string {
  const payload = { sub: deps.environment.id, pub: true, ...claims, iss: JWT_ISSUER, aud: JWT_AUDIENCE, ...life }
  const signed = `${HEADER}.${encode(payload)}`
  return `${signed}.${createHmac('sha256', deps.secretKey).update(signed).digest('base64url')}`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

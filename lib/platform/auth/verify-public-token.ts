import { createHmac, timingSafeEqual } from 'node:crypto'
import { JWT_AUDIENCE, JWT_ISSUER } from '@trigger.dev/core/v3/jwt'

type Claims = Record<string, unknown>

/**
 * The claims of a token that was signed with this key and is valid now; null for every other. Done here, because
 * validateJWT of @trigger.dev/core takes a millisecond for each of the many calls of a browser. The signature must be
 * spelled as it was made: a token that has a second spelling could be used a second time.
 */
export function verifyPublicToken(token: string, secretKey: string, now: Date): Claims | null {
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  const { alg, crit } = decode(header) ?? {}
  if (more.length > 0 || alg !== 'HS256' || crit !== undefined) return null
  const expected = Buffer.from(createHmac('sha256', secretKey).update(`${header}.${payload}`).digest('base64url'))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const claims = decode(payload)
  return claims && isValid(claims, now.getTime() / 1000) ? claims : null
}

function isValid({ iss, aud, exp, nbf }: Claims, nowS: number): boolean {
  const isForUs = Array.isArray(aud) ? aud.includes(JWT_AUDIENCE) : aud === JWT_AUDIENCE
  const hasBegun = nbf === undefined || (typeof nbf === 'number' && nbf <= nowS)
  const hasNotEnded = exp === undefined || (typeof exp === 'number' && exp > nowS)
  return iss === JWT_ISSUER && isForUs && hasBegun && hasNotEnded
}

function decode(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : null
  } catch {
    return null
  }
}

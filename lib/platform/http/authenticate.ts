import { createHash, timingSafeEqual } from 'node:crypto'
import { extractJWTSub, isPublicJWT } from '@trigger.dev/core/v3/jwt'
import { z } from 'zod'
import { allowsScope, type ScopedAction, type ScopedResource } from '../auth/scopes'
import { verifyPublicToken } from '../auth/verify-public-token'
import { ApiError } from './api-error'
import type { PlatformDeps } from './deps'

export type Caller =
  | { kind: 'secret' }
  | { kind: 'access-token' }
  | {
      kind: 'public'
      scopes: string[]
      /** A one-time token: its signature identifies its single use. */
      oneTimeUse: boolean
      token: string
      expiresAt: Date | null
      realtime?: { skipColumns?: string[] }
    }

type AuthDeps = Pick<PlatformDeps, 'secretKey' | 'accessToken' | 'environment'>
type Accepts = Array<Caller['kind']>

/** Whoever has the key may sign anything: what is not understood says nothing. */
const PublicClaims = z.object({
  scopes: z
    .array(z.unknown())
    .catch([])
    .transform((scopes) => scopes.filter((scope) => typeof scope === 'string')),
  realtime: z
    .object({ skipColumns: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
})

/** Who calls. Throws the 401 of a real server for everyone a route does not accept. */
export async function authenticate(deps: AuthDeps, request: Request, accepts: Accepts = ['secret']): Promise<Caller> {
  const token = bearerToken(request)
  if (accepts.includes('secret') && sameSecret(token, deps.secretKey)) return { kind: 'secret' }
  if (accepts.includes('access-token') && sameSecret(token, deps.accessToken)) return { kind: 'access-token' }
  if (accepts.includes('public') && isPublicJWT(token)) return publicCaller(deps, token)
  const patOnly = accepts.every((kind) => kind === 'access-token')
  throw new ApiError(401, patOnly ? 'Invalid or Missing Access Token' : 'Invalid API key')
}

/** 403 unless the caller holds the secret key or a token whose scopes cover one of the resources. */
export function requireScope(caller: Caller, action: ScopedAction, resources: ScopedResource[]): void {
  if (caller.kind !== 'public' || allowsScope(caller.scopes, action, resources)) return
  throw new ApiError(403, 'Unauthorized', {
    body: { code: 'unauthorized', param: 'access_token', type: 'authorization' },
  })
}

function bearerToken(request: Request): string {
  const header = request.headers.get('authorization')
  if (!header) {
    throw new ApiError(401, 'No authorization header provided', {
      body: {
        title: 'Unauthorized',
        status: 401,
        type: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/401',
        detail: 'No authorization header provided',
      },
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    })
  }
  return header.replace(/^Bearer /, '').trim()
}

function publicCaller(deps: AuthDeps, token: string): Caller {
  const claims = verifyPublicToken(token, deps.secretKey, new Date())
  // A real server finds the key by the subject: a token of nowhere is told apart from one that is not valid.
  const isOurs = extractJWTSub(token) === deps.environment.id
  if (!claims || !isOurs)
    throw new ApiError(401, isOurs ? 'Public Access Token is invalid' : 'Invalid Public Access Token')
  const { scopes, realtime } = PublicClaims.parse(claims)
  const oneTimeUse = claims.otu === true
  return { kind: 'public', scopes, oneTimeUse, token, expiresAt: moment(claims.exp), ...(realtime && { realtime }) }
}

/** Tokens are signed by others: their times may be beyond what a date can hold. */
function moment(seconds: unknown): Date | null {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? null : date
}

/** Hashing first makes the comparison independent of where, and of how long, the given secret differs. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

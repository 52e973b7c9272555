import { createHash, timingSafeEqual } from 'node:crypto'
import { extractJWTSub, isPublicJWT, validateJWT } from '@trigger.dev/core/v3/jwt'
import { allowsScope, type ScopedAction, type ScopedResource } from '../auth/scopes'
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

async function publicCaller(deps: AuthDeps, token: string): Promise<Caller> {
  const validated = await validateJWT(token, deps.secretKey)
  if (!validated.ok) {
    // A subject of another environment is told apart only here: the signature decides first on a real server too,
    // but there the key is looked up by the subject.
    const known = extractJWTSub(token) === deps.environment.id
    throw new ApiError(401, known ? 'Public Access Token is invalid' : 'Invalid Public Access Token')
  }
  const { payload } = validated
  if (payload.sub !== deps.environment.id) throw new ApiError(401, 'Invalid Public Access Token')
  const scopes = Array.isArray(payload.scopes) ? payload.scopes.filter((scope) => typeof scope === 'string') : []
  const realtime = payload.realtime as { skipColumns?: string[] } | undefined
  const oneTimeUse = payload.otu === true
  return { kind: 'public', scopes, oneTimeUse, token, expiresAt: moment(payload.exp), ...(realtime && { realtime }) }
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

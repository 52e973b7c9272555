import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { isScope } from '../../auth/scopes'
import { type PublicTokenClaims, signPublicToken } from '../../auth/sign-public-token'
import { tokenExpiry } from '../../auth/token-expiry'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const MAX_LIFETIME_S = 30 * 24 * 60 * 60

const PublicTokenBody = z.object({
  scopes: z.array(z.string()).min(1),
  expirationTime: z.union([z.string(), z.number()]).default('15m'),
  oneTimeUse: z.boolean().optional(),
  realtime: z.object({ skipColumns: z.array(z.string()).optional() }).optional(),
})
const EnvironmentTokenBody = z.object({
  claims: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
  expirationTime: z.union([z.number(), z.string()]).default('1h'),
})
type Expiry = string | number

/** Public tokens: their claims, for clients that sign them, and tokens signed here. */
export function tokenRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v1/auth/jwt/claims', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ sub: deps.environment.id, pub: true })
  })

  routes.post('/api/v1/auth/public-tokens', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, PublicTokenBody, { refusal: 'issues' })
    requireScopes(body.scopes)
    const claims = {
      scopes: body.scopes,
      ...(body.oneTimeUse && ({ otu: true, jti: randomUUID() } as const)),
      ...(body.realtime && { realtime: body.realtime }),
    }
    return c.json({ token: sign(deps, claims, body.expirationTime, MAX_LIFETIME_S) })
  })

  routes.post('/api/v1/auth/jwt', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, EnvironmentTokenBody, { emptyIs: {}, refusal: 'issues' })
    return c.json({ token: sign(deps, { scopes: body.claims?.scopes ?? [] }, body.expirationTime) })
  })

  routes.post('/api/v1/projects/:ref/:env/jwt', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token'])
    const body = await readBody(c, EnvironmentTokenBody, { emptyIs: {}, refusal: 'issues' })
    return c.json({ token: sign(deps, { scopes: body.claims?.scopes ?? [] }, body.expirationTime) })
  })

  return routes
}

/** What is no scope would be a token that opens nothing: told now, not when it is used. */
function requireScopes(scopes: string[]): void {
  const deniedScopes = scopes.filter((scope) => !isScope(scope))
  if (deniedScopes.length === 0) return
  throw new ApiError(403, "Requested scopes exceed the API key's access", {
    body: { code: 'scopes_exceed_key_access', deniedScopes },
  })
}

function sign(deps: PlatformDeps, claims: PublicTokenClaims, expiry: Expiry, maxLifetimeS = Number.POSITIVE_INFINITY) {
  const now = new Date()
  const iat = Math.floor(now.getTime() / 1000)
  const exp = tokenExpiry(expiry, now)
  if (exp === null) throw new ApiError(400, 'Invalid expiration time')
  if (exp <= iat) throw new ApiError(400, 'Expiration time must be in the future')
  if (exp - iat > maxLifetimeS) throw new ApiError(400, 'Expiration time cannot exceed 30 days')
  return signPublicToken(deps, claims, { iat, exp })
}

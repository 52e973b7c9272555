import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { Hono } from 'hono'
import { z } from 'zod'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const PublicTokenBody = z.object({
  scopes: z.array(z.string()).min(1),
  expirationTime: z.union([z.number(), z.string()]).optional(),
  oneTimeUse: z.boolean().optional(),
  realtime: z.object({ skipColumns: z.array(z.string()).optional() }).optional(),
})
const EnvironmentTokenBody = z.object({
  claims: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
  expirationTime: z.union([z.number(), z.string()]).optional(),
})

/** Public tokens: their claims, for clients that sign them, and tokens signed here. */
export function tokenRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()
  const claims = () => ({ sub: deps.environment.id, pub: true })
  const sign = (payload: Record<string, unknown>, expirationTime: number | string = '15m') =>
    generateJWT({ secretKey: deps.secretKey, payload: { ...claims(), ...payload }, expirationTime })

  routes.post('/api/v1/auth/jwt/claims', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json(claims())
  })

  routes.post('/api/v1/auth/public-tokens', async (c) => {
    await authenticate(deps, c.req.raw)
    const parsed = PublicTokenBody.safeParse(await readBody(c, z.unknown()))
    if (!parsed.success) throw new ApiError(400, 'Invalid request body', { body: { issues: parsed.error.issues } })
    const { scopes, expirationTime, oneTimeUse, realtime } = parsed.data
    const payload = { scopes, ...(oneTimeUse && { otu: true }), ...(realtime && { realtime }) }
    return c.json({ token: await sign(payload, expirationTime) })
  })

  routes.post('/api/v1/projects/:ref/:env/jwt', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token'])
    const body = await readBody(c, EnvironmentTokenBody, { emptyIs: {} })
    return c.json({ token: await sign({ scopes: body.claims?.scopes ?? [] }, body.expirationTime) })
  })

  return routes
}

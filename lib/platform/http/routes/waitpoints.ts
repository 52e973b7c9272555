import { CompleteWaitpointTokenRequestBody, CreateWaitpointTokenRequestBody } from '@trigger.dev/core/v3'
import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import { type Context, Hono } from 'hono'
import { publicTokenHeaders } from '../../auth/public-token-headers'
import { loadRun } from '../../runs/load-run'
import { callbackUrl, isCallbackHash } from '../../waitpoints/callback-url'
import { completeWaitpoint } from '../../waitpoints/complete-waitpoint'
import { createWaitpoint } from '../../waitpoints/create-waitpoint'
import { findWaitpoint } from '../../waitpoints/find-waitpoint'
import { listTokens } from '../../waitpoints/list-tokens'
import { outputPacket } from '../../waitpoints/output-packet'
import { presentListedToken, presentToken } from '../../waitpoints/present-token'
import { parseTokenFilter } from '../../waitpoints/token-filter'
import { waitpointFromTokenBody } from '../../waitpoints/token-options'
import { waitForWaitpoint } from '../../waitpoints/wait-for-waitpoint'
import type { WaitpointRecord } from '../../waitpoints/waitpoint-record'
import { ApiError } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { MAX_BODY_BYTES, readBody, readBytes } from '../read-body'

const MAX_TOKEN_BODY_BYTES = 10 * 1024
/** Who makes a token may hand it to a browser for as long as a person needs to decide. */
const TOKEN_LIFETIME_S = 24 * 60 * 60

/** Wait tokens: making, reading and completing them, and waiting for one. */
export function waitpointRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v1/waitpoints/tokens', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, CreateWaitpointTokenRequestBody, { maxBytes: MAX_TOKEN_BODY_BYTES })
    const now = new Date()
    const { waitpoint, isCached } = await createWaitpoint(deps, waitpointFromTokenBody(body, now), now)
    const id = WaitpointId.toFriendlyId(waitpoint.id)
    const headers = publicTokenHeaders(deps, { scopes: [`write:waitpoints:${id}`], lifetimeS: TOKEN_LIFETIME_S }, now)
    return c.json({ id, isCached, url: callbackUrl(deps, waitpoint.id) }, 200, headers)
  })

  routes.get('/api/v1/waitpoints/tokens', async (c) => {
    await authenticate(deps, c.req.raw)
    const filter = parseTokenFilter(new URL(c.req.url).searchParams, new Date())
    const { tokens, next, previous } = await listTokens(deps.pool, deps.environment.id, filter)
    return c.json({ data: tokens.map((token) => presentListedToken(deps, token)), pagination: { next, previous } })
  })

  routes.get('/api/v1/waitpoints/tokens/:id', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json(presentToken(deps, await requireWaitpoint(deps, c)))
  })

  routes.post('/api/v1/waitpoints/tokens/:id/complete', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const { data } = await readBody(c, CompleteWaitpointTokenRequestBody)
    requireScope(caller, 'write', [{ type: 'waitpoints', id: c.req.param('id') }])
    return complete(deps, c, await requireWaitpoint(deps, c), data)
  })

  routes.post('/api/v1/waitpoints/tokens/:id/callback/:hash', async (c) => {
    const waitpoint = await requireWaitpoint(deps, c)
    if (!isCallbackHash(deps.secretKey, waitpoint.id, c.req.param('hash'))) {
      throw new ApiError(401, "Invalid URL, hash doesn't match")
    }
    const body = await readBytes(c.req.raw, MAX_BODY_BYTES)
    return complete(deps, c, waitpoint, parseCallbackBody(body.toString('utf8')))
  })

  routes.post('/engine/v1/runs/:run/waitpoints/tokens/:id/wait', async (c) => {
    await authenticate(deps, c.req.raw)
    const waitpoint = await requireWaitpoint(deps, c)
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('run'))
    if (!run) throw new ApiError(404, 'Run not found')
    await waitForWaitpoint(deps, { runId: run.id, waitpointId: waitpoint.id }, new Date())
    return c.json({ success: true })
  })

  return routes
}

async function requireWaitpoint(deps: PlatformDeps, c: Context): Promise<WaitpointRecord> {
  const waitpoint = await findWaitpoint(deps.pool, deps.environment.id, c.req.param('id') ?? '')
  if (!waitpoint) throw new ApiError(404, 'Waitpoint not found')
  return waitpoint
}

/** Completing again is no error: a caller that lost the first answer asks again. */
async function complete(deps: PlatformDeps, c: Context, waitpoint: WaitpointRecord, value: unknown) {
  if (waitpoint.status === 'PENDING') {
    const output = await outputPacket(deps, waitpoint.id, value)
    await completeWaitpoint(deps, waitpoint.id, output, new Date())
  }
  return c.json({ success: true })
}

/** A webhook may send anything; what is no JSON is an empty object, as on a real server. */
function parseCallbackBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

import { Hono } from 'hono'
import { ApiError, notFoundYet } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'

/**
 * What a development environment has none of. Lists are empty and single ones are not found, as on a real server;
 * making one is refused with 501 (unsupported.ts). A new version of the code is a registration, not a deployment.
 */
export function deploymentRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v1/deployments', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    requireScope(caller, 'read', [{ type: 'deployments', id: 'list' }])
    return c.json({ data: [], pagination: {} })
  })

  routes.get('/api/v1/sessions', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ data: [], pagination: {} })
  })

  routes.get('/api/v1/prompts', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ data: [] })
  })

  routes.get('/api/v1/deployments/current', async (c) => {
    await authenticate(deps, c.req.raw, ['secret', 'public'])
    throw notFoundYet()
  })

  routes.get('/api/v1/deployments/:id', async (c) => {
    await authenticate(deps, c.req.raw)
    throw new ApiError(404, 'Deployment not found')
  })

  routes.post('/api/v1/deployments/:version/promote', async (c) => {
    await authenticate(deps, c.req.raw)
    throw new ApiError(404, 'Deployment not found')
  })

  return routes
}

import { Hono } from 'hono'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'

/** Parts of Trigger.dev's API that this platform does not have yet: told apart from paths that never existed. */
const NOT_YET = [
  '/api/v1/tasks/batch',
  '/api/v1/query/*',
  '/api/v1/deployments',
  '/api/v1/deployments/*',
  '/api/v1/prompts',
  '/api/v1/sessions',
]

export function unsupportedRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()
  for (const path of NOT_YET) {
    routes.all(path, async (c) => {
      await authenticate(deps, c.req.raw, ['secret', 'public', 'access-token'])
      return c.json({ error: `${c.req.method} ${c.req.path} is not supported by this platform` }, 501)
    })
  }
  return routes
}

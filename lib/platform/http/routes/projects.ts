import { Hono } from 'hono'
import { workerVariables } from '../../workers/worker-variables'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'

const ENVIRONMENTS = ['dev', 'staging', 'prod', 'preview']
const OPERATOR = { userId: 'local', email: 'local@signalbox.localhost' }

/** What a command line asks before it can work: who am I, which project is this, which settings do its workers get. */
export function projectRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v2/whoami', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token'])
    return c.json({ ...OPERATOR, dashboardUrl: deps.origin })
  })

  routes.get('/api/v1/whoami', async (c) => {
    await authenticate(deps, c.req.raw).catch(() => {
      throw new ApiError(401, 'Invalid or Missing API key')
    })
    return c.json({ ...OPERATOR, dashboardUrl: deps.origin })
  })

  routes.get('/api/v1/platform-notifications', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token'])
    return c.json({ notification: null })
  })

  routes.get('/api/v1/projects/:ref/envvars', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ variables: workerVariables(deps.origin) })
  })

  routes.get('/api/v1/projects/:ref/dev-status', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token'])
    return c.json({ isConnected: deps.presence.anyConnected(new Date()) })
  })

  routes.get('/api/v1/projects/:ref/:env', async (c) => {
    await authenticate(deps, c.req.raw, ['access-token'])
    if (!ENVIRONMENTS.includes(c.req.param('env'))) throw new ApiError(400, 'Invalid Params')
    const { projectRef, projectId } = deps.environment
    if (c.req.param('ref') !== projectRef || c.req.param('env') !== 'dev') throw new ApiError(404, 'Project not found')
    return c.json({ apiKey: deps.secretKey, name: projectRef, apiUrl: deps.origin, projectId, defaultRuntime: null })
  })

  return routes
}

import { type Context, Hono } from 'hono'
import { OPERATOR } from '../../auth/operator'
import { presentOrganization, presentProject } from '../../workers/present-project'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'

/** All of them lead to the one environment there is. */
const ENVIRONMENTS = ['dev', 'staging', 'stg', 'prod', 'preview']
/** A label: the worker's own Node runs the tasks. */
const RUNTIME = 'node'

/** What a command line asks before it can work: who am I, which project is this, where do its runs go. */
export function projectRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  const operator = (c: Context) => authenticate(deps, c.req.raw, ['access-token'])

  async function enter(c: Context): Promise<void> {
    await operator(c)
    if (c.req.param('ref') !== deps.environment.projectRef) throw new ApiError(404, 'Project not found')
  }

  routes.get('/api/v2/whoami', async (c) => {
    await operator(c)
    const asked = c.req.query('projectRef') === deps.environment.projectRef
    const project = presentProject(deps.environment)
    const details = { url: deps.origin, name: project.name, orgTitle: project.organization.title }
    return c.json({
      userId: OPERATOR.id,
      email: OPERATOR.email,
      dashboardUrl: deps.origin,
      ...(asked && { project: details }),
    })
  })

  routes.get('/api/v1/whoami', async (c) => {
    await authenticate(deps, c.req.raw).catch(() => {
      throw new ApiError(401, 'Invalid or Missing API key')
    })
    return c.json({ userId: OPERATOR.id, email: OPERATOR.email, dashboardUrl: deps.origin })
  })

  for (const path of ['/api/v1/authorization-code', '/api/v1/token']) {
    routes.post(path, () => {
      throw new ApiError(501, 'Logging in by browser is not supported by this platform: set TRIGGER_ACCESS_TOKEN')
    })
  }

  routes.get('/api/v1/platform-notifications', async (c) => {
    await operator(c)
    return c.json({ notification: null })
  })

  routes.get('/api/v1/orgs', async (c) => {
    await operator(c)
    return c.json([presentOrganization(deps.environment)])
  })

  for (const path of ['/api/v1/projects', '/api/v1/orgs/:org/projects']) {
    routes.get(path, async (c) => {
      await operator(c)
      const { organizationId } = deps.environment
      const organization = presentOrganization(deps.environment)
      const known = [undefined, organizationId, organization.slug].includes(c.req.param('org'))
      return c.json(known ? [presentProject(deps.environment)] : [])
    })
  }

  routes.get('/api/v1/projects/runtimes', async (c) => {
    await operator(c)
    const { name, slug, externalRef, organization } = presentProject(deps.environment)
    return c.json([
      {
        organization: { title: organization.title, slug: organization.slug },
        project: { name, slug, externalRef },
        environment: { slug: deps.environment.slug },
        deployment: null,
      },
    ])
  })

  routes.get('/api/v1/projects/:ref', async (c) => {
    await enter(c)
    return c.json({ ...presentProject(deps.environment), defaultRuntime: RUNTIME })
  })

  routes.get('/api/v1/projects/:ref/environments', async (c) => {
    await enter(c)
    const { id, slug, type } = deps.environment
    return c.json([{ id, slug, type, isBranchableEnvironment: false, branchName: null, paused: false }])
  })

  routes.get('/api/v1/projects/:ref/branches', async (c) => {
    await enter(c)
    return c.json({ branches: [] })
  })

  routes.get('/api/v1/projects/:ref/dev-status', async (c) => {
    await enter(c)
    return c.json({ isConnected: deps.presence.anyConnected(new Date()) })
  })

  routes.get('/api/v1/projects/:ref/:env', async (c) => {
    await operator(c)
    if (!ENVIRONMENTS.includes(c.req.param('env'))) throw new ApiError(400, 'Invalid Params')
    await enter(c)
    const { id, name } = presentProject(deps.environment)
    return c.json({ apiKey: deps.secretKey, name, apiUrl: deps.origin, projectId: id, defaultRuntime: RUNTIME })
  })

  return routes
}

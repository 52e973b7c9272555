import {
  CreateEnvironmentVariableRequestBody,
  ImportEnvironmentVariablesRequestBody,
  UpdateEnvironmentVariableRequestBody,
} from '@trigger.dev/core/v3'
import { type Context, Hono } from 'hono'
import { deleteVariable } from '../../environment-variables/delete-variable'
import { loadVariables } from '../../environment-variables/load-variables'
import { presentVariable } from '../../environment-variables/present-variable'
import { setVariables } from '../../environment-variables/set-variables'
import { taskEnvironment } from '../../environment-variables/task-environment'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const LIST = '/api/v1/projects/:ref/envvars/:slug'
const ONE = `${LIST}/:name` as const
const DONE = { success: true }

/** The variables of the one environment, whatever name it is asked for by. */
export function environmentVariableRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  async function enter(c: Context): Promise<void> {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'access-token'])
    if (c.req.param('ref') === deps.environment.projectRef) return
    if (caller.kind === 'access-token') throw new ApiError(404, 'Project not found')
    throw new ApiError(400, 'Invalid project ref for this API key.')
  }

  async function find(c: Context) {
    const variables = await loadVariables(deps)
    const found = variables.find(({ name }) => name === c.req.param('name'))
    if (!found) throw new ApiError(404, 'Environment variable not found')
    return found
  }

  routes.get('/api/v1/projects/:ref/envvars', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ variables: await taskEnvironment(deps) })
  })

  routes.get(LIST, async (c) => {
    await enter(c)
    return c.json((await loadVariables(deps)).map(presentVariable))
  })

  routes.post(LIST, async (c) => {
    await enter(c)
    const { name, value, isSecret } = await readBody(c, CreateEnvironmentVariableRequestBody, { refusal: 'issues' })
    await setVariables(deps, { [name]: value }, { override: true, isSecret }, new Date())
    return c.json(DONE)
  })

  routes.post(`${LIST}/import`, async (c) => {
    await enter(c)
    const body = await readBody(c, ImportEnvironmentVariablesRequestBody, { refusal: 'issues' })
    await setVariables(deps, body.variables, { override: body.override ?? false, isSecret: body.isSecret }, new Date())
    return c.json(DONE)
  })

  routes.get(ONE, async (c) => {
    await enter(c)
    return c.json(presentVariable(await find(c)))
  })

  routes.on(['PUT', 'POST'], ONE, async (c) => {
    await enter(c)
    const { name } = await find(c)
    const { value } = await readBody(c, UpdateEnvironmentVariableRequestBody, { refusal: 'issues' })
    if (value.trim() === '') await deleteVariable(deps, name)
    else await setVariables(deps, { [name]: value }, { override: true }, new Date())
    return c.json(DONE)
  })

  routes.delete(ONE, async (c) => {
    await enter(c)
    if (!(await deleteVariable(deps, c.req.param('name')))) throw new ApiError(404, 'Environment variable not found')
    return c.json(DONE)
  })

  return routes
}

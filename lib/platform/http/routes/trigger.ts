import { TriggerTaskRequestBody } from '@trigger.dev/core/v3'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import { Hono } from 'hono'
import { issueRunToken } from '../../auth/issue-run-token'
import { useOneTimeToken } from '../../auth/use-one-time-token'
import { runFromTriggerBody } from '../../runs/trigger-options'
import { triggerRun } from '../../runs/trigger-run'
import { withTriggerContext } from '../../runs/with-trigger-context'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

export function triggerRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v1/tasks/:taskId/trigger', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const taskId = c.req.param('taskId')
    requireScope(caller, 'trigger', [{ type: 'tasks', id: taskId }])
    const body = await readBody(c, TriggerTaskRequestBody)
    const now = new Date()
    const wanted = runFromTriggerBody(taskId, body, now)
    const run = await withTriggerContext(deps, wanted, c.req.raw.headers, body.options?.parentRunId)
    if (caller.kind === 'public' && caller.oneTimeUse) await useOneTimeToken(deps.pool, caller.token, taskId)
    const triggered = await triggerRun(deps, run, now)
    const id = RunId.toFriendlyId(triggered.run.id)
    return c.json({ id, isCached: triggered.isCached }, 200, issueRunToken(deps, id, now))
  })

  return routes
}

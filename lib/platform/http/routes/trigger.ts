import { TriggerTaskRequestBody } from '@trigger.dev/core/v3'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import { Hono } from 'hono'
import { issueRunToken } from '../../auth/issue-run-token'
import { requireParentScope } from '../../auth/require-parent-scope'
import { withOneTimeUse } from '../../auth/with-one-time-use'
import { findIdempotentRun } from '../../runs/find-idempotent-run'
import type { NewRun } from '../../runs/new-run'
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
    await requireParentScope(deps, caller, body.options?.parentRunId)
    const now = new Date()
    const wanted = runFromTriggerBody(taskId, body, now)
    const run = await withTriggerContext(deps, wanted, c.req.raw.headers, body.options?.parentRunId)
    const triggered = await withOneTimeUse(deps.pool, caller, oneTrigger(deps, run, now), () =>
      triggerRun(deps, run, now),
    )
    const id = RunId.toFriendlyId(triggered.run.id)
    return c.json({ id, isCached: triggered.isCached }, 200, issueRunToken(deps, id, now))
  })

  return routes
}

/** A run that its idempotency key names may be asked for again, also with a token that made it. */
function oneTrigger(deps: PlatformDeps, wanted: NewRun, now: Date) {
  return {
    requestKey: wanted.requestIdempotencyKey,
    refusal: `Failed to trigger ${wanted.taskId} after 2 attempts.`,
    earlier: async () => {
      const run = await findIdempotentRun(deps.pool, deps.environment.id, wanted, now)
      return run && { run, isCached: true }
    },
  }
}

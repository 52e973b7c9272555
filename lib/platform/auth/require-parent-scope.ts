import { RunId } from '@trigger.dev/core/v3/isomorphic'
import { ApiError } from '../http/api-error'
import type { Caller } from '../http/authenticate'
import type { PlatformDeps } from '../http/deps'
import { loadRun } from '../runs/load-run'
import { allowsScope } from './scopes'

/** Who names a parent for a new run must be allowed to act on it: the new run appears in its family, or makes it wait. */
export async function requireParentScope(
  deps: Pick<PlatformDeps, 'pool' | 'environment'>,
  caller: Caller,
  parentRunId: string | undefined,
): Promise<void> {
  if (!parentRunId || caller.kind !== 'public') return
  if (allowsScope(caller.scopes, 'write', [{ type: 'runs' }])) return
  const parent = await loadRun(deps.pool, deps.environment.id, parentRunId)
  const resources = parent && [
    { type: 'runs' as const, id: RunId.toFriendlyId(parent.id) },
    { type: 'tasks' as const, id: parent.task_id },
  ]
  if (resources && allowsScope(caller.scopes, 'write', resources)) return
  throw new ApiError(403, 'Unauthorized')
}

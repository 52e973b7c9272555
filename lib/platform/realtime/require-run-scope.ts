import { runResources } from '../auth/run-resources'
import { type Caller, requireScope } from '../http/authenticate'
import type { RunRecord } from '../runs/run-record'

/** A public token reaches a run by its id, its task, any of its tags, or its batch. */
export function requireRunScope(caller: Caller, run: RunRecord): void {
  requireScope(caller, 'read', runResources(run))
}

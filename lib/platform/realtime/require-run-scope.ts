import { type Caller, requireScope } from '../http/authenticate'
import type { RunRecord } from '../runs/run-record'

/** A public token reaches a run by its id, its task, any of its tags, or its batch. */
export function requireRunScope(caller: Caller, run: RunRecord): void {
  requireScope(caller, 'read', [
    { type: 'runs', id: `run_${run.id}` },
    { type: 'tasks', id: run.task_id },
    ...run.tags.map((id) => ({ type: 'tags' as const, id })),
    ...(run.batch_id ? [{ type: 'batch' as const, id: `batch_${run.batch_id}` }] : []),
  ])
}

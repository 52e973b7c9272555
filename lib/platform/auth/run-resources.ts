import type { RunRecord } from '../runs/run-record'
import type { ScopedResource } from './scopes'

/** Everything a run can be named by in a scope: its id, its task, any of its tags, its batch. */
export function runResources(run: Pick<RunRecord, 'id' | 'task_id' | 'tags' | 'batch_id'>): ScopedResource[] {
  return [
    { type: 'runs', id: `run_${run.id}` },
    { type: 'tasks', id: run.task_id },
    ...run.tags.map((tag): ScopedResource => ({ type: 'tags', id: tag })),
    ...(run.batch_id ? [{ type: 'batch', id: `batch_${run.batch_id}` } as const] : []),
  ]
}

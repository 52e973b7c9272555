import type { Pool, PoolClient } from 'pg'
import { ApiError } from '../http/api-error'
import { findTask } from '../workers/find-task'
import { insertRuns } from './insert-runs'
import type { NewRun } from './new-run'
import { runInsert } from './run-insert'
import type { RunRecord } from './run-record'

/** Makes the run durable with its first snapshot. Null when another run holds one of its idempotency keys. */
export async function enqueueRun(
  db: Pool | PoolClient,
  environmentId: string,
  run: NewRun,
  now: Date,
): Promise<RunRecord | null> {
  const task = await findTask(db, environmentId, run.taskId, run)
  if (run.lockedToVersion && !task) {
    throw new ApiError(422, `There is no version ${run.lockedToVersion} of the task ${run.taskId}`)
  }
  const [made] = await insertRuns(db, [runInsert(environmentId, run, task, now)])
  return made ?? null
}

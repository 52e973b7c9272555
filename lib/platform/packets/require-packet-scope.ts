import { runResources } from '../auth/run-resources'
import { ApiError } from '../http/api-error'
import { type Caller, requireScope } from '../http/authenticate'
import type { PlatformDeps } from '../http/deps'
import type { RunRecord } from '../runs/run-record'

/** Replays share the payload of their original: any of so many runs opens it. */
const MAX_RUNS = 100

const USERS = `
(select id, task_id, tags, batch_id from runs where payload_type = 'application/store' and payload = $1 limit ${MAX_RUNS})
union all
(select id, task_id, tags, batch_id from runs where output_type = 'application/store' and output = $1 limit ${MAX_RUNS})`

/** Who may read a run may read its payload and its output too. */
export async function requirePacketScope(
  deps: Pick<PlatformDeps, 'pool'>,
  caller: Caller,
  name: string,
): Promise<void> {
  const { rows } = await deps.pool.query<Pick<RunRecord, 'id' | 'task_id' | 'tags' | 'batch_id'>>(USERS, [name])
  if (rows.length === 0) throw new ApiError(404, 'Not found')
  requireScope(caller, 'read', rows.flatMap(runResources))
}

import type { PoolClient } from 'pg'
import { NEW_SNAPSHOT, RUN_CHANGED } from '../runs/change-run'
import type { RunRecord } from '../runs/run-record'
import { sourcesOf } from '../runs/run-state'

const BLOCK = `
with execution as (
  update executions set status = 'EXECUTING_WITH_WAITPOINTS', completed_waitpoints = '[]', heartbeat_at = $1, ${NEW_SNAPSHOT}
  where run_id = $2 and status = any($5) returning run_id
), edge as (
  insert into run_waitpoints (run_id, waitpoint_id, batch_id, batch_index, created_at)
  select run_id, $3, $4, $6, $1 from execution on conflict do nothing
)
update runs set status = 'WAITING_TO_RESUME', ${RUN_CHANGED}
from execution where id = run_id and final_status is null returning runs.*`

/**
 * Makes the run wait for the waitpoint and gives its place in the queue back. Null when the run is not executing (any
 * more). The caller resumes it when the waitpoint turns out to be complete already.
 */
export async function blockRun(
  client: PoolClient,
  edge: { runId: string; waitpointId: string; batchId?: string; batchIndex?: number },
  now: Date,
): Promise<RunRecord | null> {
  const { rows } = await client.query<RunRecord>(BLOCK, [
    now,
    edge.runId,
    edge.waitpointId,
    edge.batchId ?? null,
    sourcesOf('block'),
    edge.batchIndex ?? null,
  ])
  return rows[0] ?? null
}

import type { TaskRunError } from '@trigger.dev/core/v3'
import type { PoolClient } from 'pg'
import { NEW_SNAPSHOT, RUN_CHANGED } from '../runs/change-run'
import { failureStatus } from '../runs/failure-status'
import type { RunRecord } from '../runs/run-record'
import { sourcesOf } from '../runs/run-state'
import type { Refusal } from './new-item'

const REFUSE = `
with refused as (
  select * from unnest($2::text[], $3::text[], $4::jsonb[]) as given (run_id, status, error)
), execution as (
  update executions set status = 'FINISHED', expires_at = null, ${NEW_SNAPSHOT}
  from refused where executions.run_id = refused.run_id and executions.status = any($5)
), failure as (
  insert into run_failures (run_id) select run_id from refused
)
update runs set status = refused.status, final_status = refused.status, error = refused.error, completed_at = $1, ${RUN_CHANGED}
from refused where id = run_id returning runs.*`

/**
 * Ends runs that were made in this transaction and that nobody has seen: each item of a batch becomes a run, so that who
 * waits for the batch gets an answer for every one of them.
 */
export async function refuseRuns(
  client: PoolClient,
  items: ReadonlyArray<{ run: RunRecord; refusal: Refusal | null }>,
  now: Date,
): Promise<RunRecord[]> {
  const refused = items.flatMap(({ run, refusal }) => (refusal ? [{ runId: run.id, refusal }] : []))
  if (refused.length === 0) return []
  const errors = refused.map(({ refusal }): TaskRunError => ({ type: 'INTERNAL_ERROR', ...refusal }))
  const { rows } = await client.query<RunRecord>(REFUSE, [
    now,
    refused.map(({ runId }) => runId),
    errors.map(failureStatus),
    errors.map((error) => JSON.stringify(error)),
    sourcesOf('fail'),
  ])
  return rows
}

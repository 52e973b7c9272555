import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import type { RunRecord } from '../runs/run-record'

/**
 * The waitpoint that completes with this run. The row lock makes a run that is finishing right now wait for us, so its
 * finisher, which completes the waitpoint in a later statement, sees it.
 */
export async function ensureRunWaitpoint(client: PoolClient, run: RunRecord, now: Date): Promise<string> {
  await client.query('select 1 from runs where id = $1 for no key update', [run.id])
  const { rows } = await client.query<{ id: string }>(
    `insert into waitpoints (id, environment_id, type, completed_by_run_id, created_at)
     values ($1, $2, 'RUN', $3, $4)
     on conflict (completed_by_run_id) where completed_by_run_id is not null do update set type = 'RUN'
     returning id`,
    [WaitpointId.generate().id, run.environment_id, run.id, now],
  )
  const waitpoint = rows[0]
  if (!waitpoint) throw new Error(`No waitpoint row came back for run ${run.id}`)
  return waitpoint.id
}

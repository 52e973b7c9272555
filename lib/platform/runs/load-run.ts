import { RunId } from '@trigger.dev/core/v3/isomorphic'
import type { Pool, PoolClient } from 'pg'
import type { ExecutionRecord } from './execution-record'
import type { RunRecord } from './run-record'

/** By internal or friendly id; null when there is none. */
export async function loadRun(db: Pool | PoolClient, environmentId: string, id: string): Promise<RunRecord | null> {
  const { rows } = await db.query<RunRecord>({
    name: 'load-run',
    text: 'select * from runs where id = $1 and environment_id = $2',
    values: [internalRunId(id), environmentId],
  })
  return rows[0] ?? null
}

export async function loadExecution(db: Pool | PoolClient, runId: string): Promise<ExecutionRecord | null> {
  const { rows } = await db.query<ExecutionRecord>({
    name: 'load-execution',
    text: 'select * from executions where run_id = $1',
    values: [runId],
  })
  return rows[0] ?? null
}

/** Ids from outside may be anything: what is no run id simply finds nothing. */
export function internalRunId(id: string): string {
  return id.startsWith('run_') ? RunId.toId(id) : id
}

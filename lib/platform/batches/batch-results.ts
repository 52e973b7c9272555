import type { BatchTaskRunExecutionResult } from '@trigger.dev/core/v3'
import type { Pool } from 'pg'
import { type EndedRun, presentResult } from '../runs/present-result'
import type { BatchRecord } from './batch-record'

/** What became of the runs of the batch that have ended, in the order of its items. */
export async function batchResults(pool: Pool, batch: BatchRecord): Promise<BatchTaskRunExecutionResult> {
  const { rows } = await pool.query<EndedRun>(
    `select r.id, r.task_id, r.final_status, r.usage_duration_ms, r.output, r.output_type, r.error
     from batch_items i join runs r on r.id = i.run_id
     where i.batch_id = $1 and r.final_status is not null order by i.index`,
    [batch.id],
  )
  return { id: `batch_${batch.id}`, items: rows.map(presentResult) }
}

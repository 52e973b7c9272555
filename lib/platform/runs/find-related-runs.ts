import type { Pool } from 'pg'
import { findRunSchedule } from '../schedules/find-run-schedule'
import type { RelatedRuns } from './present-run'
import type { RunRecord } from './run-record'

/** Enough to see a fan-out; a parent of thousands is read through the list. */
const MAX_CHILDREN = 500

export async function findRelatedRuns(pool: Pool, run: RunRecord): Promise<RelatedRuns> {
  const { rows } = await pool.query<RunRecord>({
    name: 'related-runs',
    text: `(select * from runs where id = any($2)) union all
           (select * from runs where parent_id = $1 order by created_at, id limit ${MAX_CHILDREN})`,
    values: [run.id, [run.parent_id, run.root_id].filter((id) => id !== null)],
  })
  return {
    root: rows.find((row) => row.id === run.root_id) ?? null,
    parent: rows.find((row) => row.id === run.parent_id) ?? null,
    children: rows.filter((row) => row.parent_id === run.id),
    schedule: run.schedule_id === null ? null : await findRunSchedule(pool, run.schedule_id),
  }
}

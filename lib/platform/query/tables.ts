import type { Column } from './column'
import { RUN_COLUMNS } from './run-columns'

export interface Table {
  description: string
  source: string
  environment: string
  /** A source that has only these columns, and answers from an index. */
  narrow: { columns: readonly string[]; source: string }
  timeColumn: string
  columns: Record<string, Column>
}

/** Runs that have ended do not change: the index of the list has all that is asked of them most. The others are few. */
const COUNTED_RUNS = `(
  select environment_id, created_at, id, final_status as status, final_status from runs where final_status is not null
  union all
  select r.environment_id, r.created_at, r.id, r.status, r.final_status
  from executions e join runs r on r.id = e.run_id where e.status <> 'FINISHED' and r.final_status is null
) runs`

/** What queries can read, and nothing else. */
export const TABLES: Record<string, Table> = {
  runs: {
    description: 'Task runs: one row per run',
    source: 'runs',
    environment: 'runs.environment_id',
    narrow: { columns: ['triggered_at', 'status', 'is_finished', 'run_id'], source: COUNTED_RUNS },
    timeColumn: 'triggered_at',
    columns: RUN_COLUMNS,
  },
}

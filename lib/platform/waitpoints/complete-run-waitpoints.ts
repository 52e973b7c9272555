import type { PlatformDeps } from '../http/deps'
import { resumeWaiters } from './resume-waiters'

type CompleteDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

const COMPLETE = `
update waitpoints w set status = 'COMPLETED', completed_at = $1,
  output = case when r.status = 'COMPLETED_SUCCESSFULLY' then r.output
                else coalesce(r.error, '{"type":"INTERNAL_ERROR","code":"TASK_RUN_CANCELLED"}')::text end,
  output_type = case when r.status = 'COMPLETED_SUCCESSFULLY' then coalesce(r.output_type, 'application/json') else 'application/json' end,
  output_is_error = r.status <> 'COMPLETED_SUCCESSFULLY'
from runs r
where w.completed_by_run_id = r.id and r.final_status is not null and w.status = 'PENDING' and w.type = 'RUN'
  and ($2::text[] is null or w.completed_by_run_id = any($2))
returning w.id`

/** Completes the waitpoints of finished runs (of all of them when none are named) and resumes who waited. */
export async function completeRunWaitpoints(deps: CompleteDeps, runIds: string[] | null, now: Date): Promise<void> {
  const { rows } = await deps.pool.query<{ id: string }>({
    name: 'complete-run-waitpoints',
    text: COMPLETE,
    values: [now, runIds],
  })
  await resumeWaiters(
    deps,
    rows.map((row) => row.id),
    now,
  )
}

import type { PlatformDeps } from '../http/deps'
import { resumeRuns } from './resume-runs'

const COMPLETE = `
with waitpoint as (
  update waitpoints set status = 'COMPLETED', completed_at = $1
  where type = 'DATETIME' and status = 'PENDING' and completed_after <= $1 returning id
)
select distinct rw.run_id from run_waitpoints rw join waitpoint on waitpoint.id = rw.waitpoint_id`

/** Completes the waits whose time has come and resumes the runs that waited. */
export async function completeDueWaitpoints(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  now: Date,
): Promise<void> {
  const { rows } = await deps.pool.query<{ run_id: string }>(COMPLETE, [now])
  await resumeRuns(
    deps,
    rows.map((row) => row.run_id),
    now,
  )
}

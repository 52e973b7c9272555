import type { PlatformDeps } from '../http/deps'
import { replanSchedules } from '../schedules/replan-schedules'
import { completeRunWaitpoints } from '../waitpoints/complete-run-waitpoints'
import { resumeRuns } from '../waitpoints/resume-runs'
import { releasePendingRuns } from '../workers/release-pending-runs'

/**
 * Finishes what a platform that died between two statements left half done: a run that ended without telling its
 * waitpoint, a waitpoint that completed without waking its run, a run queued for a version that arrived meanwhile.
 */
export async function repair(deps: PlatformDeps, now: Date): Promise<void> {
  await completeRunWaitpoints(deps, null, now)
  const { rows } = await deps.pool.query<{ run_id: string }>(
    `select run_id from executions e where status = 'EXECUTING_WITH_WAITPOINTS' and not exists (
       select 1 from run_waitpoints rw join waitpoints w on w.id = rw.waitpoint_id
       where rw.run_id = e.run_id and w.status = 'PENDING')`,
  )
  await resumeRuns(
    deps,
    rows.map((row) => row.run_id),
    now,
  )
  await releasePendingRuns(deps, now)
  await replanSchedules(deps, now)
}

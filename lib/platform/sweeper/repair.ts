import { forgetOccurrences } from '../errors/forget-occurrences'
import type { PlatformDeps } from '../http/deps'
import { replanSchedules } from '../schedules/replan-schedules'
import { deleteOldStreams } from '../streams/delete-old-streams'
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
  await deleteOldStreams(deps, now)
  await deps.pool.query(
    `delete from used_tokens
     where expires_at < $1 or (expires_at is null and used_at < $1::timestamptz - interval '31 days')`,
    [now],
  )
  await deps.pool.query(
    `delete from debounces d where claimed_at < $1::timestamptz - interval '1 minute'
     and not exists (select 1 from executions e where e.run_id = d.run_id and e.status = 'DELAYED')`,
    [now],
  )
  await forgetOccurrences(deps, now)
  await deps.pool.query('delete from concurrency_limit_keys where expires_at <= $1', [now])
}

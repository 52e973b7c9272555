import type { PlatformDeps } from '../http/deps'
import { resumeRuns } from './resume-runs'

/**
 * Lets go on what waited for these waitpoints, which are complete and committed. A statement of its own: a run that
 * begins to wait while they complete is seen either here or by its own look after it began.
 */
export async function resumeWaiters(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  waitpointIds: string[],
  now: Date,
): Promise<void> {
  if (waitpointIds.length === 0) return
  const { rows } = await deps.pool.query<{ run_id: string }>({
    name: 'find-waiters',
    text: 'select distinct run_id from run_waitpoints where waitpoint_id = any($1)',
    values: [waitpointIds],
  })
  await resumeRuns(
    deps,
    rows.map((row) => row.run_id),
    now,
  )
}

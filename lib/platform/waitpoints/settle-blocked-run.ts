import type { PlatformDeps } from '../http/deps'
import type { RunRecord } from '../runs/run-record'
import { resumeRuns } from './resume-runs'

/** What follows once a run is known to wait: others learn of it, its place is free, and it goes on if it need not wait. */
export async function settleBlockedRun(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  blocked: RunRecord,
  now: Date,
): Promise<void> {
  deps.changeLog.publish([blocked])
  deps.signals.notifyWorker(blocked.id)
  deps.signals.queued()
  // The waitpoint may have been complete before anybody waited: then nothing else would wake the run.
  await resumeRuns(deps, [blocked.id], now)
}

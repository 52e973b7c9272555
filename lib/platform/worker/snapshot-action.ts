import type { LatestSnapshot } from './engine-client'

export type SnapshotAction = 'none' | 'continue' | 'cancel' | 'let-go'

/**
 * What the platform's view of a run means for the attempt held here. A run that was queued again, or whose attempt is
 * another one, was taken from this worker (its heartbeats did not arrive in time): going on would run it twice.
 */
export function snapshotAction(latest: LatestSnapshot, attemptNumber: number): SnapshotAction {
  const { executionStatus } = latest.snapshot
  switch (executionStatus) {
    case 'PENDING_CANCEL':
      return 'cancel'
    case 'FINISHED':
    case 'QUEUED':
    case 'DELAYED':
    case 'RUN_CREATED':
    case 'PENDING_EXECUTING':
      return 'let-go'
    case 'EXECUTING':
    case 'EXECUTING_WITH_WAITPOINTS':
    case 'QUEUED_EXECUTING':
    case 'SUSPENDED': {
      if ((latest.run.attemptNumber ?? attemptNumber) !== attemptNumber) return 'let-go'
      return latest.completedWaitpoints.length > 0 ? 'continue' : 'none'
    }
  }
}

import type { TaskRunError } from '@trigger.dev/core/v3'
import type { PlatformDeps } from '../http/deps'
import { taskRetry } from './complete-attempt'
import { decideRetry } from './decide-retry'
import type { ExecutionRecord } from './execution-record'
import { failureStatus } from './failure-status'
import { finishRun } from './finish-run'
import { loadRun } from './load-run'
import { releaseCanceledRun } from './release-canceled-run'
import { requeueRun } from './requeue-run'
import { retryRun } from './retry-run'

type LeaseDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

/** Long enough for the next worker to be up, short enough that nobody notices. */
const RETRY_AFTER_LOSS_MS = 250

/**
 * The worker that held this run is gone. What never started is queued as it was; an attempt under way counts as failed
 * and is tried again while the task's attempts last.
 */
export async function loseLease(deps: LeaseDeps, execution: ExecutionRecord, now: Date): Promise<void> {
  const run = await loadRun(deps.pool, deps.environment.id, execution.run_id)
  if (!run) return
  deps.log.warn({ runId: run.id, status: execution.status, attempt: run.attempt_number }, 'the worker of a run is gone')
  if (execution.status === 'PENDING_CANCEL') {
    await releaseCanceledRun(deps, run.id, 0, now)
    return
  }
  if (execution.status === 'PENDING_EXECUTING') {
    await requeueRun(deps, run.id, execution.snapshot_id, now)
    return
  }
  const error = lossError(execution)
  const attempt = {
    attemptNumber: run.attempt_number,
    runMaxAttempts: run.max_attempts,
    taskRetry: await taskRetry(deps, run),
  }
  const decision = decideRetry(
    attempt,
    { error, retry: { timestamp: now.getTime(), delay: RETRY_AFTER_LOSS_MS } },
    { forceRequeue: true },
  )
  if (decision.retry === 'never') {
    await finishRun(
      deps,
      run.id,
      { event: 'fail', status: failureStatus(error), snapshotId: execution.snapshot_id, error },
      now,
    )
  } else {
    await retryRun(deps, execution, { where: 'later', delayMs: decision.delayMs, usageMs: 0 }, now)
  }
}

function lossError({ status }: ExecutionRecord): TaskRunError {
  const waiting = status === 'EXECUTING_WITH_WAITPOINTS' || status === 'QUEUED_EXECUTING'
  return {
    type: 'INTERNAL_ERROR',
    code: waiting ? 'TASK_RUN_STALLED_EXECUTING_WITH_WAITPOINTS' : 'TASK_RUN_STALLED_EXECUTING',
    message: 'The worker stopped responding while it ran this attempt.',
  }
}

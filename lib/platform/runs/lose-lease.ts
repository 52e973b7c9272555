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
import type { RunRecord } from './run-record'

type LeaseDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

/** Long enough for the next worker to be up, short enough that nobody notices. */
const RETRY_AFTER_LOSS_MS = 250
/** A run that takes its worker down with it must not do so for ever. */
const MAX_LOSSES_IN_A_ROW = 10

/**
 * The worker that held this run is gone. A run that was given back, or lost while it waited, is queued again and its
 * attempt does not count: a restart is not the task's fault. Silence in the middle of the work may be, so there the
 * attempt has failed and is tried again while attempts last.
 */
export async function loseLease(
  deps: LeaseDeps,
  execution: ExecutionRecord,
  how: 'given back' | 'silent',
  now: Date,
): Promise<void> {
  const run = await loadRun(deps.pool, deps.environment.id, execution.run_id)
  if (!run) return
  const { status } = execution
  deps.log.warn({ runId: run.id, how, status, attempt: run.attempt_number }, 'the worker of a run is gone')
  if (status === 'PENDING_CANCEL') {
    await releaseCanceledRun(deps, run.id, 0, now)
    return
  }
  const isBusy = status === 'EXECUTING' || status === 'PENDING_EXECUTING'
  const isUnderWay = status !== 'PENDING_EXECUTING' && run.status !== 'RETRYING_AFTER_FAILURE'
  if (isBusy && isUnderWay && how === 'silent') await failStalledAttempt(deps, run, execution, now)
  else if (isBusy && execution.losses >= MAX_LOSSES_IN_A_ROW) await fail(deps, execution, tooManyLosses(), now)
  else await requeueRun(deps, execution, { attempts: isUnderWay ? 1 : 0, inARow: isBusy ? 1 : 0 }, now)
}

async function failStalledAttempt(
  deps: LeaseDeps,
  run: RunRecord,
  execution: ExecutionRecord,
  now: Date,
): Promise<void> {
  const error: TaskRunError = {
    type: 'INTERNAL_ERROR',
    code: 'TASK_RUN_STALLED_EXECUTING',
    message: 'The worker stopped responding while it ran this attempt.',
  }
  const attempt = {
    attemptNumber: run.attempt_number,
    lostAttempts: run.lost_attempts,
    runMaxAttempts: run.max_attempts,
    taskRetry: await taskRetry(deps, run),
  }
  const retry = { timestamp: now.getTime(), delay: RETRY_AFTER_LOSS_MS }
  const decision = decideRetry(attempt, { error, retry }, { forceRequeue: true })
  if (decision.retry === 'never') await fail(deps, execution, error, now)
  else await retryRun(deps, execution, { where: 'later', delayMs: decision.delayMs, usageMs: 0 }, now)
}

async function fail(deps: LeaseDeps, execution: ExecutionRecord, error: TaskRunError, now: Date): Promise<void> {
  const ending = { event: 'fail', status: failureStatus(error), snapshotId: execution.snapshot_id, error } as const
  await finishRun(deps, execution.run_id, ending, now)
}

function tooManyLosses(): TaskRunError {
  return {
    type: 'INTERNAL_ERROR',
    code: 'TASK_RUN_DEQUEUED_MAX_RETRIES',
    message: `The run lost its worker ${MAX_LOSSES_IN_A_ROW + 1} times in a row without an attempt coming to its end.`,
  }
}

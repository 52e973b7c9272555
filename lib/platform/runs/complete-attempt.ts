import {
  type CompleteRunAttemptResult,
  FlushedRunMetadata,
  parsePacket,
  type RetryOptions,
  sanitizeError,
  type TaskRunExecutionResult,
  type TaskRunFailedExecutionResult,
} from '@trigger.dev/core/v3'
import { SnapshotId } from '@trigger.dev/core/v3/isomorphic'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { decideRetry } from './decide-retry'
import type { ExecutionRecord } from './execution-record'
import { failureStatus } from './failure-status'
import { finishRun } from './finish-run'
import { loadExecution, loadRun } from './load-run'
import { presentSnapshot } from './present-snapshot'
import { releaseCanceledRun } from './release-canceled-run'
import { retryRun } from './retry-run'
import type { RunRecord } from './run-record'
import { flushMetadata, leaveOut } from './update-metadata'

type CompleteDeps = Pick<PlatformDeps, 'metadata' | 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

interface Leased {
  run: RunRecord
  execution: ExecutionRecord
}

/** Takes the worker's verdict on the attempt: the run is finished, or tried again. 400 when the snapshot is stale. */
export async function completeAttempt(
  deps: CompleteDeps,
  runId: string,
  snapshotFriendlyId: string,
  report: { completion: TaskRunExecutionResult; forceRequeue?: boolean },
  now: Date,
): Promise<CompleteRunAttemptResult> {
  const { completion } = report
  const leased = await findLease(deps, runId, SnapshotId.toId(snapshotFriendlyId))
  await applyFlushed(deps, leased.run, completion)
  const usageMs = completion.usage?.durationMs ?? 0
  if (leased.execution.status === 'PENDING_CANCEL') {
    return finished(deps, await releaseCanceledRun(deps, runId, usageMs, now))
  }
  if (completion.ok) {
    const output = { data: completion.output, dataType: completion.outputType }
    const snapshotId = leased.execution.snapshot_id
    return finished(
      deps,
      await finishRun(
        deps,
        runId,
        { event: 'succeed', status: 'COMPLETED_SUCCESSFULLY', snapshotId, output, usageMs },
        now,
      ),
    )
  }
  return failAttempt(deps, leased, completion, report.forceRequeue ?? false, now)
}

async function failAttempt(
  deps: CompleteDeps,
  { run, execution }: Leased,
  completion: TaskRunFailedExecutionResult,
  forceRequeue: boolean,
  now: Date,
): Promise<CompleteRunAttemptResult> {
  const usageMs = completion.usage?.durationMs ?? 0
  const attempt = {
    attemptNumber: run.attempt_number,
    lostAttempts: run.lost_attempts,
    runMaxAttempts: run.max_attempts,
    taskRetry: await taskRetry(deps, run),
  }
  const decision = decideRetry(attempt, completion, { forceRequeue })
  if (decision.retry === 'never') {
    const error = sanitizeError(completion.error)
    const ending = {
      event: 'fail',
      status: failureStatus(error),
      snapshotId: execution.snapshot_id,
      error,
      usageMs,
    } as const
    return finished(deps, await finishRun(deps, run.id, ending, now))
  }
  const retried = await retryRun(deps, execution, { where: decision.retry, delayMs: decision.delayMs, usageMs }, now)
  if (!retried) throw staleSnapshot()
  if (decision.retry === 'later') deps.signals.queued()
  const status = decision.retry === 'now' ? 'EXECUTING' : 'QUEUED'
  return {
    attemptStatus: decision.retry === 'now' ? 'RETRY_IMMEDIATELY' : 'RETRY_QUEUED',
    ...presentSnapshot(retried.run, { snapshot_id: retried.snapshotId, status, updated_at: now }),
  }
}

/** A run canceled meanwhile is accepted under any snapshot: the worker may not have heard of the cancel yet. */
async function findLease(deps: CompleteDeps, runId: string, snapshotId: string): Promise<Leased> {
  const [run, execution] = await Promise.all([
    loadRun(deps.pool, deps.environment.id, runId),
    loadExecution(deps.pool, runId),
  ])
  if (!run || !execution) throw new ApiError(404, 'Run not found')
  if (execution.snapshot_id !== snapshotId && execution.status !== 'PENDING_CANCEL') throw staleSnapshot()
  return { run, execution }
}

/** A short run may end before its metadata was flushed: the rest comes with the verdict. */
async function applyFlushed(deps: CompleteDeps, run: RunRecord, completion: TaskRunExecutionResult): Promise<void> {
  const packet = completion.flushedMetadata
  if (!packet?.data) return
  const flushed = FlushedRunMetadata.safeParse(await parsePacket({ data: packet.data, dataType: packet.dataType }))
  // Too much of it must not keep the run from ending.
  if (flushed.success) await flushMetadata(deps, run, flushed.data).catch((cause) => leaveOut(deps, run.id, cause))
  else deps.log.warn({ runId: run.id }, 'the metadata a worker flushed at the end of a run is malformed')
}

async function finished(deps: CompleteDeps, run: RunRecord | null): Promise<CompleteRunAttemptResult> {
  const execution = run && (await loadExecution(deps.pool, run.id))
  if (!run || !execution) throw staleSnapshot()
  return { attemptStatus: 'RUN_FINISHED', ...presentSnapshot(run, execution) }
}

export async function taskRetry(deps: Pick<PlatformDeps, 'pool'>, run: RunRecord): Promise<RetryOptions | null> {
  const { rows } = await deps.pool.query<{ retry: RetryOptions | null }>({
    name: 'task-retry',
    text: 'select retry from worker_tasks where worker_id = $1 and task_id = $2',
    values: [run.worker_id, run.task_id],
  })
  return rows[0]?.retry ?? null
}

function staleSnapshot(): ApiError {
  return new ApiError(400, "Snapshot ID doesn't match the latest snapshot")
}

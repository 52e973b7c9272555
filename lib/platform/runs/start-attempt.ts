import type { TaskRunExecution } from '@trigger.dev/core/v3'
import { QueueId, RunId, SnapshotId } from '@trigger.dev/core/v3/isomorphic'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import { lastAttempt } from './decide-retry'
import { machinePreset } from './machine-preset'
import { presentSnapshot } from './present-snapshot'
import type { RunRecord } from './run-record'
import { type ExecutionStatus, sourcesOf } from './run-state'

type StartDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog'>

interface StartedRow extends RunRecord {
  snapshot_id: string
  execution_status: ExecutionStatus
  file_path: string
  export_name: string | null
  task_machine: { preset?: string } | null
  task_max_duration: number | null
  task_max_attempts: number | null
  queue_id: string | null
}

// From EXECUTING only after an attempt failed and is retried at once: run status tells it from one under way.
const START = `
with execution as (
  update executions e set status = 'EXECUTING', heartbeat_at = $1, ${NEW_SNAPSHOT}
  from runs r where e.run_id = $2 and e.snapshot_id = $3 and e.status = any($4) and r.id = e.run_id
    and r.final_status is null and (e.status = 'PENDING_EXECUTING' or r.status = 'RETRYING_AFTER_FAILURE')
  returning e.run_id, e.snapshot_id, e.status
), run as (
  update runs set status = 'EXECUTING', attempt_number = attempt_number + 1,
    executed_at = coalesce(executed_at, $1), ${RUN_CHANGED}
  from execution where id = run_id returning runs.*
)
select run.*, execution.snapshot_id, execution.status as execution_status, t.file_path, t.export_name,
       t.machine as task_machine, t.max_duration as task_max_duration,
       (t.retry ->> 'maxAttempts')::int as task_max_attempts, q.id as queue_id
from run join execution on execution.run_id = run.id
join worker_tasks t on t.worker_id = run.worker_id and t.task_id = run.task_id
left join queues q on q.environment_id = run.environment_id and q.name = run.queue_name`

/** Begins the next attempt of a leased run and tells the worker all it needs. 409 when the snapshot is not current. */
export async function startAttempt(deps: StartDeps, runId: string, snapshotFriendlyId: string, now: Date) {
  const { rows } = await deps.pool.query<StartedRow>({
    name: 'start-attempt',
    text: START,
    values: [now, runId, SnapshotId.toId(snapshotFriendlyId), sourcesOf('start')],
  })
  const row = rows[0]
  if (!row) return refuseStart(deps, runId)
  const {
    snapshot_id,
    execution_status,
    file_path,
    export_name,
    task_machine,
    task_max_duration,
    task_max_attempts,
    queue_id,
    ...run
  } = row
  deps.changeLog.publish([run])
  return {
    ...presentSnapshot(run, { snapshot_id, status: execution_status, updated_at: now }),
    execution: presentExecution(deps, row, now),
  }
}

async function refuseStart(deps: StartDeps, runId: string): Promise<never> {
  const { rows } = await deps.pool.query<{ final_status: string | null }>(
    'select final_status from runs where id = $1',
    [runId],
  )
  if (!rows[0]) throw new ApiError(404, 'Run not found')
  if (rows[0].final_status) throw new ApiError(400, 'Run is already finished')
  throw new ApiError(409, 'Snapshot is not the latest one of this run')
}

function presentExecution(deps: StartDeps, row: StartedRow, now: Date): TaskRunExecution {
  const { environment } = deps
  return {
    attempt: { number: row.attempt_number, startedAt: now },
    run: presentExecutionRun(row, now),
    task: { id: row.task_id, filePath: row.file_path, ...(row.export_name && { exportName: row.export_name }) },
    queue: { id: row.queue_id ? QueueId.toFriendlyId(row.queue_id) : 'queue_unknown', name: row.queue_name },
    environment: { id: environment.id, slug: environment.slug, type: 'DEVELOPMENT' },
    organization: { id: environment.organizationId, slug: 'local', name: 'Local' },
    project: {
      id: environment.projectId,
      ref: environment.projectRef,
      slug: environment.projectRef,
      name: environment.projectRef,
    },
    machine: machinePreset(row.machine, row.task_machine),
  }
}

function presentExecutionRun(row: StartedRow, now: Date): TaskRunExecution['run'] {
  const maxDuration = row.max_duration ?? row.task_max_duration
  const allowed = row.max_attempts ?? row.task_max_attempts
  const lost = row.lost_attempts
  // The SDK compares this with the number of the attempt, and lost attempts have numbers too.
  const maxAttempts = allowed === null && lost === 0 ? null : lastAttempt({ allowed, lost })
  return {
    id: RunId.toFriendlyId(row.id),
    payload: row.payload ?? '',
    payloadType: row.payload_type,
    createdAt: row.created_at,
    startedAt: row.started_at ?? now,
    tags: row.tags,
    isTest: row.is_test,
    isReplay: row.replayed_from !== null,
    durationMs: row.usage_duration_ms,
    costInCents: 0,
    baseCostInCents: 0,
    traceContext: { traceparent: `00-${row.trace_id}-${row.span_id}-01` },
    realtimeStreamsVersion: row.realtime_streams_version,
    ...(row.idempotency_key && {
      idempotencyKey: row.idempotency_key_options?.key ?? row.idempotency_key,
    }),
    ...(row.idempotency_key_options && {
      idempotencyKeyScope: row.idempotency_key_options.scope as 'run' | 'attempt' | 'global',
    }),
    ...(maxAttempts !== null && { maxAttempts }),
    ...(row.worker_version !== null && { version: row.worker_version }),
    ...(row.metadata !== null && { metadata: JSON.parse(row.metadata) }),
    ...(maxDuration !== null && { maxDuration }),
    ...(row.priority_ms !== 0 && { priority: row.priority_ms / 1000 }),
    ...(row.parent_id !== null && { parentTaskRunId: RunId.toFriendlyId(row.parent_id) }),
    ...(row.root_id !== null && { rootTaskRunId: RunId.toFriendlyId(row.root_id) }),
  }
}

import type { ExecutionResult } from '@trigger.dev/core/v3'
import { RunId, SnapshotId } from '@trigger.dev/core/v3/isomorphic'
import type { RunRecord } from './run-record'
import type { ExecutionStatus } from './run-state'

interface CurrentSnapshot {
  snapshot_id: string
  status: ExecutionStatus
  updated_at: Date
}

/** The run and its snapshot as every answer to a worker names them. */
export function presentSnapshot(run: RunRecord, execution: CurrentSnapshot): ExecutionResult {
  return {
    snapshot: {
      id: execution.snapshot_id,
      friendlyId: SnapshotId.toFriendlyId(execution.snapshot_id),
      executionStatus: execution.status,
      description: `Run is ${execution.status}`,
      createdAt: execution.updated_at,
    },
    run: {
      id: run.id,
      friendlyId: RunId.toFriendlyId(run.id),
      status: run.status,
      attemptNumber: run.attempt_number,
    },
  }
}

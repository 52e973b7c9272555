import type { RunStatus } from '@trigger.dev/core/v3'
import type { StoredRunStatus } from './run-record'

interface StatusFacts {
  /** The word clients know. */
  api: RunStatus
  isQueued?: true
  isExecuting?: true
  isWaiting?: true
  isCompleted?: true
  isFailed?: true
  isSuccess?: true
  isCancelled?: true
}

// TIMED_OUT and EXPIRED are neither completed nor failed: a real server says so, and clients' code expects it.
const STATUSES = {
  DELAYED: { api: 'DELAYED', isQueued: true },
  PENDING: { api: 'QUEUED', isQueued: true },
  PENDING_VERSION: { api: 'PENDING_VERSION', isQueued: true },
  DEQUEUED: { api: 'DEQUEUED', isExecuting: true },
  EXECUTING: { api: 'EXECUTING', isExecuting: true },
  RETRYING_AFTER_FAILURE: { api: 'EXECUTING', isExecuting: true },
  WAITING_TO_RESUME: { api: 'WAITING', isWaiting: true },
  COMPLETED_SUCCESSFULLY: { api: 'COMPLETED', isCompleted: true, isSuccess: true },
  COMPLETED_WITH_ERRORS: { api: 'FAILED', isCompleted: true, isFailed: true },
  CRASHED: { api: 'CRASHED', isCompleted: true, isFailed: true },
  SYSTEM_FAILURE: { api: 'SYSTEM_FAILURE', isCompleted: true, isFailed: true },
  CANCELED: { api: 'CANCELED', isCompleted: true, isFailed: true, isCancelled: true },
  EXPIRED: { api: 'EXPIRED' },
  TIMED_OUT: { api: 'TIMED_OUT' },
} as const satisfies Record<StoredRunStatus, StatusFacts>

export function statusFlags(status: StoredRunStatus) {
  const facts: StatusFacts = STATUSES[status]
  return {
    isQueued: facts.isQueued ?? false,
    isExecuting: facts.isExecuting ?? false,
    isCompleted: facts.isCompleted ?? false,
    isFailed: facts.isFailed ?? false,
    isSuccess: facts.isSuccess ?? false,
    isCancelled: facts.isCancelled ?? false,
    isWaiting: facts.isWaiting ?? false,
  }
}

export function apiRunStatus(status: StoredRunStatus): RunStatus {
  return STATUSES[status].api
}

/** Every stored word behind one of the API's: filters are given in the API's. */
export function storedStatuses(status: RunStatus): StoredRunStatus[] {
  return (Object.keys(STATUSES) as StoredRunStatus[]).filter((stored) => STATUSES[stored].api === status)
}

const FINAL: ReadonlySet<StoredRunStatus> = new Set([
  'COMPLETED_SUCCESSFULLY',
  'COMPLETED_WITH_ERRORS',
  'CRASHED',
  'SYSTEM_FAILURE',
  'CANCELED',
  'EXPIRED',
  'TIMED_OUT',
])

export function isFinalStatus(status: StoredRunStatus): boolean {
  return FINAL.has(status)
}

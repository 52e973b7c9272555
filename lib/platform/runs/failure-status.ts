import type { TaskRunError } from '@trigger.dev/core/v3'
import type { StoredRunStatus } from './run-record'

type InternalErrorCode = Extract<TaskRunError, { type: 'INTERNAL_ERROR' }>['code']

const BY_CODE: Partial<Record<InternalErrorCode, StoredRunStatus>> = {
  TASK_RUN_CANCELLED: 'CANCELED',
  MAX_DURATION_EXCEEDED: 'TIMED_OUT',
  TASK_INPUT_ERROR: 'COMPLETED_WITH_ERRORS',
  TASK_OUTPUT_ERROR: 'COMPLETED_WITH_ERRORS',
  TASK_MIDDLEWARE_ERROR: 'COMPLETED_WITH_ERRORS',
  TASK_RUN_UNCAUGHT_EXCEPTION: 'COMPLETED_WITH_ERRORS',
  RECURSIVE_WAIT_DEADLOCK: 'COMPLETED_WITH_ERRORS',
  TASK_RUN_STALLED_EXECUTING: 'COMPLETED_WITH_ERRORS',
  HANDLE_ERROR_ERROR: 'CRASHED',
  TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE: 'CRASHED',
  TASK_PROCESS_SIGTERM: 'CRASHED',
  TASK_PROCESS_SIGSEGV: 'CRASHED',
  TASK_PROCESS_SIGKILL_TIMEOUT: 'CRASHED',
  TASK_PROCESS_OOM_KILLED: 'CRASHED',
  TASK_PROCESS_MAYBE_OOM_KILLED: 'CRASHED',
}

/** What a run is called that ended with this error. An internal error nobody named is the system's fault. */
export function failureStatus(error: TaskRunError): StoredRunStatus {
  if (error.type !== 'INTERNAL_ERROR') return 'COMPLETED_WITH_ERRORS'
  return BY_CODE[error.code] ?? 'SYSTEM_FAILURE'
}

/** What a run may be called that ended with an error of its own making: these are counted by what went wrong. */
export const FAILURES: readonly StoredRunStatus[] = ['COMPLETED_WITH_ERRORS', 'CRASHED', 'SYSTEM_FAILURE', 'TIMED_OUT']

import type { TaskRunExecutionResult, TaskRunInternalError } from '@trigger.dev/core/v3'

/** How an attempt ended in its thread. */
export type ThreadOutcome =
  | { type: 'completed'; result: TaskRunExecutionResult }
  | { type: 'uncaught'; message: string; stack: string | undefined }
  | { type: 'exited'; exitCode: number; stderr: string | undefined }
  | { type: 'out-of-memory'; limitMb: number }
  | { type: 'max-duration'; limitSeconds: number; activeSeconds: number }
  | { type: 'cancelled' }
  /** Ended by the supervisor because the run is no longer ours; nothing is to be reported. */
  | { type: 'discarded' }

type Crash = Exclude<ThreadOutcome, { type: 'completed' | 'discarded' }>

/** The error with which an attempt is completed whose thread could not complete it itself. */
export function crashError(crash: Crash): TaskRunInternalError {
  switch (crash.type) {
    case 'uncaught':
      return internal('TASK_RUN_UNCAUGHT_EXCEPTION', crash.message, crash.stack)
    case 'exited':
      return internal(
        'TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE',
        `Process exited with code ${crash.exitCode}.`,
        crash.stderr,
      )
    case 'out-of-memory':
      return internal('TASK_PROCESS_OOM_KILLED', `The task used more than its ${crash.limitMb} MB of memory.`)
    case 'max-duration': {
      const active = crash.activeSeconds.toFixed(1)
      return internal(
        'MAX_DURATION_EXCEEDED',
        `Run exceeded maximum compute time (maxDuration) of ${crash.limitSeconds} seconds after ${active} seconds`,
      )
    }
    case 'cancelled':
      return internal('TASK_RUN_CANCELLED')
  }
}

function internal(code: TaskRunInternalError['code'], message?: string, stackTrace?: string): TaskRunInternalError {
  return { type: 'INTERNAL_ERROR', code, ...(message && { message }), ...(stackTrace && { stackTrace }) }
}

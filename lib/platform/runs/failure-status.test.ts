import { TaskRunErrorCodes } from '@trigger.dev/core/v3'
import { describe, expect, it } from 'vitest'
import { failureStatus } from './failure-status'

describe('what a run is called that ended with an error', () => {
  it('failed, when the task threw', () => {
    expect(failureStatus({ type: 'STRING_ERROR', raw: 'x' })).toBe('COMPLETED_WITH_ERRORS')
    expect(failureStatus({ type: 'CUSTOM_ERROR', raw: '{}' })).toBe('COMPLETED_WITH_ERRORS')
    expect(failureStatus({ type: 'BUILT_IN_ERROR', name: 'E', message: '', stackTrace: '' })).toBe(
      'COMPLETED_WITH_ERRORS',
    )
  })

  it.each([
    ['TASK_INPUT_ERROR', 'COMPLETED_WITH_ERRORS'],
    ['TASK_RUN_CANCELLED', 'CANCELED'],
    ['MAX_DURATION_EXCEEDED', 'TIMED_OUT'],
    ['TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE', 'CRASHED'],
    ['TASK_PROCESS_OOM_KILLED', 'CRASHED'],
    ['TASK_RUN_STALLED_EXECUTING', 'COMPLETED_WITH_ERRORS'],
    ['TASK_RUN_DEQUEUED_MAX_RETRIES', 'SYSTEM_FAILURE'],
  ] as const)('%s: %s', (code, status) => {
    expect(failureStatus({ type: 'INTERNAL_ERROR', code })).toBe(status)
  })

  it('a final status for every code there is', () => {
    for (const code of Object.values(TaskRunErrorCodes)) {
      expect(failureStatus({ type: 'INTERNAL_ERROR', code })).toMatch(
        /^(COMPLETED_WITH_ERRORS|CANCELED|TIMED_OUT|CRASHED|SYSTEM_FAILURE)$/,
      )
    }
  })
})

import { shouldRetryError } from '@trigger.dev/core/v3'
import { expect, test } from 'vitest'
import { crashError } from './crash-error'

test('every crash has the code from which the platform derives the status of the run', () => {
  expect(crashError({ type: 'exited', exitCode: 3, stderr: 'last words' })).toMatchObject({
    code: 'TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE',
    message: 'Process exited with code 3.',
    stackTrace: 'last words',
  })
  expect(crashError({ type: 'uncaught', message: 'oh', stack: undefined })).toEqual({
    type: 'INTERNAL_ERROR',
    code: 'TASK_RUN_UNCAUGHT_EXCEPTION',
    message: 'oh',
  })
  expect(crashError({ type: 'out-of-memory', limitMb: 410 }).code).toBe('TASK_PROCESS_OOM_KILLED')
  expect(crashError({ type: 'max-duration', limitSeconds: 5, activeSeconds: 6.5 }).code).toBe('MAX_DURATION_EXCEEDED')
})

test('a cancelled attempt is not tried again', () => {
  const error = crashError({ type: 'cancelled' })
  expect(error.code).toBe('TASK_RUN_CANCELLED')
  expect(shouldRetryError(error)).toBe(false)
})

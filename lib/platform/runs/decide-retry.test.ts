import type { TaskRunError } from '@trigger.dev/core/v3'
import { describe, expect, it } from 'vitest'
import { decideRetry } from './decide-retry'

const thrown: TaskRunError = { type: 'BUILT_IN_ERROR', name: 'Error', message: 'boom', stackTrace: '' }
const internal = (code: Extract<TaskRunError, { type: 'INTERNAL_ERROR' }>['code']): TaskRunError => ({
  type: 'INTERNAL_ERROR',
  code,
})
const first = {
  attemptNumber: 1,
  lostAttempts: 0,
  runMaxAttempts: null,
  taskRetry: { maxAttempts: 3, minTimeoutInMs: 1_000, factor: 2, randomize: false },
}
const in10ms = { timestamp: 0, delay: 10 }

describe('deciding whether a failed attempt is tried again', () => {
  it('leaves a short delay to the worker', () => {
    expect(decideRetry(first, { error: thrown, retry: in10ms })).toEqual({ retry: 'now', delayMs: 10 })
  })

  it('queues the run for a delay of 30 s or more, or when the worker cannot go on', () => {
    expect(decideRetry(first, { error: thrown, retry: { timestamp: 0, delay: 30_000 } })).toEqual({
      retry: 'later',
      delayMs: 30_000,
    })
    expect(decideRetry(first, { error: thrown, retry: in10ms }, { forceRequeue: true })).toEqual({
      retry: 'later',
      delayMs: 10,
    })
  })

  it('gives up when the worker asks for no retry of a thrown error', () => {
    expect(decideRetry(first, { error: thrown })).toEqual({ retry: 'never' })
  })

  it('gives up after the last attempt, where the run counts before the task', () => {
    expect(decideRetry({ ...first, attemptNumber: 3 }, { error: thrown, retry: in10ms })).toEqual({ retry: 'never' })
    expect(decideRetry({ ...first, runMaxAttempts: 1 }, { error: thrown, retry: in10ms })).toEqual({ retry: 'never' })
    expect(
      decideRetry({ ...first, attemptNumber: 3, runMaxAttempts: 5 }, { error: thrown, retry: in10ms }),
    ).toMatchObject({ retry: 'now' })
  })

  it('does not count attempts that were lost with their worker', () => {
    const third = { ...first, attemptNumber: 3, lostAttempts: 1 }
    expect(decideRetry(third, { error: thrown, retry: in10ms })).toMatchObject({ retry: 'now' })
    const fourth = { ...third, attemptNumber: 4 }
    expect(decideRetry(fourth, { error: thrown, retry: in10ms })).toEqual({ retry: 'never' })
  })

  it('computes the delay after a crash from the settings of the task', () => {
    const crash = { error: internal('TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE') }
    expect(decideRetry(first, crash)).toEqual({ retry: 'later', delayMs: 1_000 })
    expect(decideRetry({ ...first, attemptNumber: 2 }, crash)).toEqual({ retry: 'later', delayMs: 2_000 })
    expect(decideRetry({ ...first, taskRetry: null }, crash)).toMatchObject({ retry: 'later' })
  })

  it.each(['MAX_DURATION_EXCEEDED', 'TASK_RUN_CANCELLED', 'COULD_NOT_FIND_TASK'] as const)(
    'never retries %s',
    (code) => {
      expect(decideRetry(first, { error: internal(code), retry: in10ms })).toEqual({ retry: 'never' })
    },
  )
})

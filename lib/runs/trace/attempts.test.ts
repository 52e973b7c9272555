import { expect, test } from 'vitest'
import { listAttempts } from './attempts'
import { timelineRun, traceItem, traceOf } from './trace.factory'

const summary = (attempts: ReturnType<typeof listAttempts>) =>
  attempts.map(({ number, outcome, error }) => `${number} ${outcome}${error ? `: ${error.message}` : ''}`)

const twoFailures = [
  traceItem.failedAttempt(1, { startMs: 1_000, durationMs: 1_000 }),
  traceItem.failedAttempt(2, { startMs: 3_000, durationMs: 1_000 }),
]

test('the newest attempt comes first, each with its own error and stack', () => {
  const run = timelineRun.completed({ attemptCount: 3 })
  const attempts = listAttempts(run, traceOf(traceItem.attempt(3, { startMs: 6_000 }), ...twoFailures))
  expect(summary(attempts)).toEqual(['3 succeeded', '2 failed: attempt 2 failed', '1 failed: attempt 1 failed'])
  expect(attempts[1]?.error?.stack).toContain('at run')
  expect(attempts[1]?.durationMs).toBe(1_000)
})

test('a failing run without a trace shows the run’s error on its last attempt and admits the rest', () => {
  const run = { ...timelineRun.failed({ attemptCount: 2 }), error: { message: 'boom', stackTrace: 'Error: boom' } }
  const attempts = listAttempts(run, traceOf())
  expect(summary(attempts)).toEqual(['2 failed: boom', '1 failed'])
  expect(attempts.map((attempt) => attempt.startedAt)).toEqual([null, null])
})

test('the attempt’s own exception wins over the run’s error', () => {
  const run = { ...timelineRun.failed({ attemptCount: 2 }), error: { message: 'boom' } }
  expect(summary(listAttempts(run, traceOf(...twoFailures)))[0]).toBe('2 failed: attempt 2 failed')
})

test('an exception recorded on run() is found when the attempt span has none', () => {
  const bare = traceItem.attempt(1, { isError: true })
  const inner = traceItem.span('run()', {
    isError: true,
    exception: { type: null, message: 'from run()', stack: null },
  })
  expect(summary(listAttempts(timelineRun.failed(), traceOf(bare, inner)))).toEqual(['1 failed: from run()'])
})

test('a running attempt is running, and canceled when the run is', () => {
  const trace = traceOf(traceItem.attempt(1, { durationMs: null }))
  expect(summary(listAttempts(timelineRun.executing(), trace))).toEqual(['1 running'])
  expect(summary(listAttempts(timelineRun.executing({ status: 'CANCELED' }), trace))).toEqual(['1 canceled'])
})

test('a run that never started has no attempts', () => {
  expect(listAttempts(timelineRun.queued(), traceOf())).toEqual([])
})

test('attempts of a child run in the same trace are not this run’s', () => {
  const child = traceItem.failedAttempt(1, { id: 'other', runId: 'run_child' })
  expect(summary(listAttempts(timelineRun.completed(), traceOf(traceItem.attempt(1), child)))).toEqual(['1 succeeded'])
})

import { tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { eventually } from './testing/eventually'
import { finished, type Stack, startStack } from './testing/worker-stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ postgresUrl: inject('postgresUrl') })
})

afterAll(async () => {
  await stack?.close()
})

async function outcomeOf(task: string, payload: unknown = {}, withinMs?: number) {
  const { id } = await tasks.trigger(task, payload)
  return await finished(id, withinMs)
}

test('a task returns its output, with the hooks of init.ts applied and its payload parsed', async () => {
  const run = await outcomeOf('hello', {})
  expect(run).toMatchObject({ status: 'COMPLETED', output: { message: 'Hello, world!' }, attemptCount: 1 })
})

test('a payload that the schema refuses fails without another attempt', async () => {
  const run = await outcomeOf('hello', { name: 7 })
  expect(run).toMatchObject({ status: 'FAILED', attemptCount: 1 })
  expect(run.error?.message).toContain('TASK_INPUT_ERROR')
})

test('a task that fails twice succeeds in its third attempt, and every attempt left its metadata', async () => {
  const run = await outcomeOf('flaky', { succeedIn: 3 })
  expect(run).toMatchObject({
    status: 'COMPLETED',
    output: { attempt: 3 },
    attemptCount: 3,
    metadata: { attempts: [1, 2, 3] },
  })
})

test('a task that always fails ends as failed, its stack naming the line of the source', async () => {
  const run = await outcomeOf('flaky', { succeedIn: 9 })
  expect(run).toMatchObject({ status: 'FAILED', attemptCount: 3, error: { message: 'attempt 3 fails' } })
  expect(run.error?.stackTrace).toMatch(/trigger\/failing\.ts:\d+:\d+/)
})

test('AbortTaskRunError ends the run in its first attempt', async () => {
  expect(await outcomeOf('aborts')).toMatchObject({
    status: 'FAILED',
    attemptCount: 1,
    error: { name: 'AbortTaskRunError' },
  })
})

test('process.exit in a task crashes that run alone', async () => {
  const bystander = await tasks.trigger('slow', { ms: 1_000 })
  const run = await outcomeOf('exits')
  expect(run.status).toBe('CRASHED')
  expect(run.error?.message).toContain('TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE')
  expect(await finished(bystander.id)).toMatchObject({ status: 'COMPLETED', attemptCount: 1 })
})

test('an exception thrown beside the run fails that run', async () => {
  const run = await outcomeOf('throws-beside')
  expect(run.status).toBe('FAILED')
  expect(run.error?.message).toContain('TASK_RUN_UNCAUGHT_EXCEPTION')
})

test('a synchronous loop is ended at maxDuration, and so is a task that waits for nothing', async () => {
  const handles = await Promise.all([tasks.trigger('loops', {}), tasks.trigger('overtime', {})])
  for (const { id } of handles) {
    const run = await finished(id)
    expect(run.status).toBe('TIMED_OUT')
    expect(run.error?.message).toContain('MAX_DURATION_EXCEEDED')
  }
  expect(stack.worker.hasExited()).toBe(false)
})

test('a task that takes more memory than its machine has crashes alone', async () => {
  const run = await outcomeOf('hungry')
  expect(run.status).toBe('CRASHED')
  expect(run.error?.message).toContain('TASK_PROCESS_OOM_KILLED')
  expect(await outcomeOf('trivial', { index: 1 })).toMatchObject({ status: 'COMPLETED' })
})

test('metadata set in the last moment of a run is kept', async () => {
  const run = await outcomeOf('progress')
  expect(run.metadata).toEqual({ progress: 0.1, rows: 5, notes: ['last words'] })
})

test('a parent gets the output of the child it waits for, even when parents take every slot', async () => {
  const parents = await Promise.all([1, 2, 3, 4].map((index) => tasks.trigger('parent', { index })))
  for (const [at, { id }] of parents.entries()) {
    expect(await finished(id)).toMatchObject({ status: 'COMPLETED', output: { child: at + 1 } })
  }
})

test('log lines and console output arrive in the trace of the run', async () => {
  const { id } = await tasks.trigger('hello', { name: 'Grace' })
  await finished(id)
  const trace = await eventually('the trace has both lines', async () => {
    const text = JSON.stringify(await stack.get(`/api/v1/runs/${id}/trace`))
    return text.includes('about to greet Grace') && text.includes('"greeting"') && text
  })
  expect(trace).toContain('Attempt 1')
  expect(stack.worker.output()).not.toContain('about to greet')
})

test('200 runs at once all complete, each exactly once', async () => {
  const handles: { id: string }[] = []
  for (let from = 0; from < 200; from += 20) {
    const part = Array.from({ length: 20 }, (_, at) => tasks.trigger('trivial', { index: from + at }))
    handles.push(...(await Promise.all(part)))
  }
  for (const [index, { id }] of handles.entries()) {
    expect(await finished(id, 60_000)).toMatchObject({ status: 'COMPLETED', output: { index }, attemptCount: 1 })
  }
}, 120_000)

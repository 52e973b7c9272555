import { fileURLToPath } from 'node:url'
import { envvars, runs, schedules, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { eventually } from './testing/eventually'
import { type FinishedRun, finished, PROJECT_REF, type Stack, startStack } from './testing/worker-stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({
    postgresUrl: inject('postgresUrl'),
    project: fileURLToPath(new URL('./fixtures/lifecycle-project', import.meta.url)),
    // One thread: every run after the first finds the realm of another one.
    workerEnvironment: { WORKER_THREADS: '1', FROM_WORKER: 'local' },
  })
})

afterAll(async () => {
  await stack?.close()
})

const heardBy = ({ metadata }: Pick<FinishedRun, 'metadata'>) => (metadata?.heard ?? []) as unknown as string[]
const outcomeOf = async (task: string, payload: unknown = {}) => finished((await tasks.trigger(task, payload)).id)

describe('the hooks of init.ts and of the task', () => {
  const SUCCESS = [
    'middleware in',
    'global onStart',
    'onStart',
    'global onStartAttempt 1',
    'onStartAttempt',
    'run',
    'global onSuccess {"tenant":"ada","open":true}',
    'onSuccess',
    'global onComplete true',
    'onComplete',
    'cleanup',
    'middleware out',
  ]

  test('are called around a run that succeeds, in a fresh thread and in one that was used before', async () => {
    for (let round = 0; round < 2; round++) {
      const run = await outcomeOf('listens', { name: 'ada' })
      expect(run).toMatchObject({ status: 'COMPLETED', output: { tenant: 'ada', open: true } })
      expect(heardBy(run)).toEqual(SUCCESS)
    }
  })

  test('are told when the run waits for a child and when it goes on, and the locals are its own', async () => {
    const run = await outcomeOf('listens', { name: 'ada', waits: true })
    expect(run.output).toEqual({ tenant: 'ada', open: true })
    const heard = heardBy(run)
    const around = heard.filter((word) => /onWait|onResume/.test(word))
    expect(around.filter((word) => word.includes('onWait')).sort()).toEqual(['global onWait task', 'onWait'])
    expect(around.filter((word) => word.includes('onResume')).sort()).toEqual(['global onResume task', 'onResume'])
    const [child] = run.relatedRuns?.children ?? []
    expect((await runs.retrieve(child?.id as string)).output).toEqual({ tenant: 'child' })
  })

  test('are called for every failed attempt and once for the failed run', async () => {
    const run = await outcomeOf('fails', { message: 'oh no' })
    expect(run).toMatchObject({ status: 'FAILED', attemptCount: 2 })
    const heard = heardBy(run)
    const count = (word: string) => heard.filter((each) => each === word).length
    expect({
      caught: count('catchError oh no'),
      caughtGlobally: count('global catchError oh no'),
      attempts: [count('global onStartAttempt 1'), count('global onStartAttempt 2')],
      started: count('global onStart'),
      failed: count('onFailure'),
      failedGlobally: count('global onFailure oh no'),
      completed: count('global onComplete false'),
      middleware: [count('middleware in'), count('middleware out')],
    }).toEqual({
      caught: 2,
      caughtGlobally: 2,
      attempts: [1, 1],
      started: 1,
      failed: 1,
      failedGlobally: 1,
      completed: 1,
      middleware: [2, 2],
    })
  })

  test('can end the retries: catchError of init.ts says skipRetrying', async () => {
    expect(await outcomeOf('fails', { message: 'hopeless' })).toMatchObject({ status: 'FAILED', attemptCount: 1 })
  })

  test('are told of a cancellation', async () => {
    const { id } = await tasks.trigger('is-cancelled', {})
    await eventually('it runs', async () => (await runs.retrieve(id)).metadata?.running)
    await runs.cancel(id)
    const heard = await eventually('both hooks were called', async () => {
      const words = heardBy(await runs.retrieve(id))
      return words.includes('onCancel') && words.includes('global onCancel') && words
    })
    expect(heard).not.toContain('global onFailure')
    expect((await finished(id)).status).toBe('CANCELED')
  })
})

describe('environment variables', () => {
  test('reach tasks when they are set, changed and taken away, in modules that are loaded already too', async () => {
    const look = async () => (await outcomeOf('looks-around')).output
    expect(await look()).toEqual({ modeAtLoad: 'unset', mode: 'unset', local: 'local' })
    await envvars.upload(PROJECT_REF, 'dev', { variables: { FIXTURE_MODE: 'line 1\nline 2', FROM_WORKER: 'platform' } })
    expect(await look()).toEqual({ modeAtLoad: 'line 1\nline 2', mode: 'line 1\nline 2', local: 'platform' })
    await envvars.create(PROJECT_REF, 'dev', { name: 'FIXTURE_MODE', value: 'sub-5ecret' })
    expect(await look()).toMatchObject({ modeAtLoad: 'sub-5ecret', mode: 'sub-5ecret' })
    await envvars.del(PROJECT_REF, 'dev', 'FIXTURE_MODE')
    await envvars.del(PROJECT_REF, 'dev', 'FROM_WORKER')
    expect(await look()).toEqual({ modeAtLoad: 'unset', mode: 'unset', local: 'local' })
    for (const { output } of [stack.worker, stack.platform]) expect(output()).not.toContain('sub-5ecret')
  })
})

describe('a schedule that a task declares', () => {
  test('is registered by the worker, and its run gets dates', async () => {
    const { data } = await schedules.list()
    expect(data).toMatchObject([{ type: 'DECLARATIVE', task: 'clock', timezone: 'Europe/Berlin' }])
    await stack.query(`update schedules set next_at = now(), wake_at = now()`)
    const run = await eventually('it has run', async () => (await runs.list({ taskIdentifier: 'clock' })).data[0])
    expect(await finished(run.id)).toMatchObject({
      status: 'COMPLETED',
      output: { dates: true, first: true, timezone: 'Europe/Berlin', upcoming: 10 },
    })
  })
})

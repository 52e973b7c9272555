import { runs, tasks } from '@trigger.dev/sdk'
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

async function hasMetadata(runId: string, key: string) {
  return await eventually(`run ${runId} has said ${key}`, async () => (await runs.retrieve(runId)).metadata?.[key])
}

async function holdsNoRun() {
  await eventually('the worker holds no run any more', async () => {
    const { workers } = (await stack.get('/signalbox/v1/workers')) as { workers: { runningRuns: number }[] }
    return workers.length > 0 && workers.every((worker) => worker.runningRuns === 0)
  })
}

async function isExecuting(runId: string) {
  return await eventually(`run ${runId} is executing`, async () => (await runs.retrieve(runId)).status === 'EXECUTING')
}

test('a canceled run is told by its signal and onCancel, and its last words are kept', async () => {
  const { id } = await tasks.trigger('cancellable', {})
  await hasMetadata(id, 'stage')
  await runs.cancel(id)
  const run = await finished(id)
  expect(run.status).toBe('CANCELED')
  expect(await hasMetadata(id, 'cancelled')).toBe('cleaned up')
  expect((await runs.retrieve(id)).status).toBe('CANCELED')
})

test('a run stuck in a synchronous loop can be canceled, and its slot is free again', async () => {
  const stuck = await tasks.trigger('loops', {}, { maxDuration: 300 })
  await isExecuting(stuck.id)
  await runs.cancel(stuck.id)
  expect((await finished(stuck.id)).status).toBe('CANCELED')
  await holdsNoRun()
})

test('runs that back off before a retry leave their slots to others, and can be canceled', async () => {
  const patient = await Promise.all([tasks.trigger('patient', {}), tasks.trigger('patient', {})])
  for (const { id } of patient) await hasMetadata(id, 'failed')
  const { id } = await tasks.trigger('slow', { ms: 1 })
  expect((await finished(id)).status).toBe('COMPLETED')
  for (const run of patient) await runs.cancel(run.id)
  for (const run of patient) expect(await finished(run.id)).toMatchObject({ status: 'CANCELED', attemptCount: 1 })
  await holdsNoRun()
})

test('a wait goes on over a restart of the platform, in the same attempt', async () => {
  const { id } = await tasks.trigger('waits', { seconds: 8 })
  await eventually('the run waits', async () => (await runs.retrieve(id)).status === 'WAITING')
  await stack.platform.stop('SIGKILL')
  await stack.startPlatform()
  const run = await finished(id)
  expect(run).toMatchObject({ status: 'COMPLETED', attemptCount: 1 })
  expect((run.output as { waitedMs: number }).waitedMs).toBeGreaterThan(7_500)
})

test('a run that ends while the platform is away is reported when it is back', async () => {
  const { id } = await tasks.trigger('slow', { ms: 1_500 })
  await hasMetadata(id, 'started')
  await stack.platform.stop('SIGKILL')
  const unreported = new RegExp(`${id}/\\S+/complete.*does not answer`)
  await eventually('the end finds nobody to report to', async () => unreported.test(stack.worker.output()))
  await stack.startPlatform()
  expect(await finished(id)).toMatchObject({ status: 'COMPLETED', output: { attempt: 1 }, attemptCount: 1 })
})

test('runs whose worker was killed start again as soon as the next worker is up, with only one attempt too', async () => {
  const working = await tasks.trigger('slow', { ms: 4_000 }, { maxAttempts: 1 })
  const waiting = await tasks.trigger('waits', { seconds: 7 }, { maxAttempts: 1 })
  await hasMetadata(working.id, 'started')
  await eventually('the run waits', async () => (await runs.retrieve(waiting.id)).status === 'WAITING')
  await stack.worker.stop('SIGKILL')
  await stack.startWorker()
  expect(await finished(working.id)).toMatchObject({ status: 'COMPLETED', output: { attempt: 2 } })
  expect(await finished(waiting.id)).toMatchObject({ status: 'COMPLETED', attemptCount: 2 })
})

test('a stopping worker lets short runs end, gives back the others and is gone within three seconds', async () => {
  const long = await tasks.trigger('slow', { ms: 6_000 })
  await hasMetadata(long.id, 'started')
  const short = await tasks.trigger('slow', { ms: 200 })
  await hasMetadata(short.id, 'started')
  const { tookMs, leftProcesses } = await stack.worker.stop()
  expect(tookMs).toBeLessThan(3_000)
  expect(leftProcesses).toBe(false)
  await stack.startWorker()
  expect(await finished(short.id)).toMatchObject({ status: 'COMPLETED', output: { attempt: 1 } })
  expect(await finished(long.id)).toMatchObject({ status: 'COMPLETED', output: { attempt: 2 } })
})

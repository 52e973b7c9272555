import { runs, tasks, wait } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { eventually } from '../worker/testing/eventually'
import { finished as finishedWithin, type Stack, startStack, WAITS_PROJECT } from '../worker/testing/worker-stack'

let stack: Stack

/** A busy machine takes its time to start a thread. */
const PATIENCE_MS = 50_000

beforeAll(async () => {
  // One thread for each generation: a run that waits keeps its own.
  const workerEnvironment = { WORKER_THREADS: '3' }
  stack = await startStack({ postgresUrl: inject('postgresUrl'), project: WAITS_PROJECT, workerEnvironment })
})

afterAll(() => stack?.close())

const finished = (runId: string) => finishedWithin(runId, PATIENCE_MS)

async function isWaiting(runId: string): Promise<void> {
  const waits = async () => (await runs.retrieve(runId)).status === 'WAITING'
  await eventually(`run ${runId} waits`, waits, PATIENCE_MS)
}

async function hasAttempt(runId: string, number: number): Promise<void> {
  const has = async () => (await runs.retrieve(runId)).attemptCount === number
  await eventually(`attempt ${number} of ${runId}`, has, PATIENCE_MS)
}

async function onlyChild(runId: string): Promise<string> {
  const child = async () => (await runs.retrieve(runId)).relatedRuns.children?.[0]?.id
  return await eventually(`run ${runId} has a child`, child, PATIENCE_MS)
}

/** The token that the run made for itself, found as its approver finds it. */
async function tokenOf(runId: string): Promise<string> {
  const token = async () => (await wait.listTokens({ tags: [runId] })).data[0]?.id
  return await eventually(`run ${runId} has made a token`, token, PATIENCE_MS)
}

describe('a task that waits for a token', () => {
  test('goes on with what the token was completed with', async () => {
    const token = await wait.createToken({})
    const { id } = await tasks.trigger('approval', { tokenId: token.id })
    await isWaiting(id)
    await wait.completeToken(token.id, { approved: true, by: 'Ada' })
    expect((await finished(id)).output).toEqual({ output: { approved: true, by: 'Ada' }, attempt: 1 })
  })

  test('goes on at once when the token is complete before it waits, also with a large output', async () => {
    const token = await wait.createToken({})
    const text = 'x'.repeat(200_000)
    await wait.completeToken(token.id, { text })
    const { id } = await tasks.trigger('approval', { tokenId: token.id })
    const { outputPresignedUrl, output } = await finished(id)
    expect(output ?? (await (await fetch(outputPresignedUrl as string)).json())).toMatchObject({ output: { text } })
  })

  test('gets an error, or throws it, when the token times out', async () => {
    const token = await wait.createToken({ timeout: '1s' })
    const told = await tasks.trigger('approval', { tokenId: token.id })
    const thrown = await tasks.trigger('strict-approval', { tokenId: token.id })
    expect((await finished(told.id)).output).toEqual({
      error: 'WaitpointTimeoutError',
      message: expect.stringMatching(/^Waitpoint timed out at /),
    })
    expect(await finished(thrown.id)).toMatchObject({
      status: 'FAILED',
      error: { name: 'WaitpointTimeoutError', message: expect.stringMatching(/^Waitpoint timed out at /) },
    })
  })

  test('finds its token again in the next attempt', async () => {
    const { id } = await tasks.trigger('own-approval', { failFirst: true })
    await wait.completeToken(await tokenOf(id), 'yes')
    expect(await finished(id)).toMatchObject({
      status: 'COMPLETED',
      output: { output: 'yes', isCached: true, attempt: 2 },
    })
    expect((await wait.listTokens({ tags: [id] })).data).toHaveLength(1)
  })

  test('is woken when the platform was killed during the wait', async () => {
    const { id } = await tasks.trigger('own-approval', { failFirst: false })
    const token = await tokenOf(id)
    await isWaiting(id)
    await stack.platform.stop('SIGKILL')
    await stack.startPlatform()
    await wait.completeToken(token, 'after the crash')
    expect(await finished(id)).toMatchObject({ output: { output: 'after the crash', attempt: 1 }, attemptCount: 1 })
  })

  test('is woken when its worker was killed, and the token completed while there was none', async () => {
    const { id } = await tasks.trigger('own-approval', { failFirst: false })
    const token = await tokenOf(id)
    await isWaiting(id)
    await stack.worker.stop('SIGKILL')
    await wait.completeToken(token, 'meanwhile')
    await stack.startWorker()
    await hasAttempt(id, 2)
    expect((await finished(id)).output).toEqual({ output: 'meanwhile', isCached: true, attempt: 2 })
  }, 150_000)
})

describe('a task that waits for another', () => {
  test('gets the output of its child with its types', async () => {
    const { id } = await tasks.trigger('parent', { fate: 'succeeds' })
    const child = await onlyChild(id)
    expect((await finished(id)).output).toEqual({ ok: true, id: child, fate: 'succeeds', isDate: true })
  })

  test('gets the error of a failed child', async () => {
    const { id } = await tasks.trigger('parent', { fate: 'fails' })
    expect((await finished(id)).output).toMatchObject({ ok: false, error: 'no luck' })
  })

  test('goes on when its child is canceled', async () => {
    const { id } = await tasks.trigger('parent', { fate: 'lingers' })
    await runs.cancel(await onlyChild(id))
    expect(await finished(id)).toMatchObject({ status: 'COMPLETED', output: { ok: false } })
  })

  test('takes its child with it when it is canceled', async () => {
    const { id } = await tasks.trigger('parent', { fate: 'lingers' })
    const child = await onlyChild(id)
    await isWaiting(id)
    await runs.cancel(id)
    for (const run of [id, child]) expect((await finished(run)).status).toBe('CANCELED')
  })

  test('gets a child that an idempotency key names, finished or running', async () => {
    const first = await finished((await tasks.trigger('parent', { fate: 'succeeds', key: 'shared' })).id)
    const again = await finished((await tasks.trigger('parent', { fate: 'succeeds', key: 'shared' })).id)
    expect(again.output).toEqual(first.output)
    const both = await Promise.all([1, 2].map(() => tasks.trigger('parent', { fate: 'lingers', key: 'running' })))
    for (const { id } of both) await isWaiting(id)
    const lingering = await runs.list({ taskIdentifier: 'child', status: ['QUEUED', 'DEQUEUED', 'EXECUTING'] })
    expect(lingering.data).toHaveLength(1)
    const child = lingering.data[0]?.id ?? ''
    await runs.cancel(child)
    const results = await Promise.all(both.map(({ id }) => finished(id)))
    for (const { output } of results) expect(output).toMatchObject({ ok: false, id: child })
  })

  test('may itself be waited for', async () => {
    const { id } = await tasks.trigger('grandparent', {})
    expect(await finished(id)).toMatchObject({ status: 'COMPLETED', output: { through: true } })
  })
})

import { runs, streams, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { eventually } from '../worker/testing/eventually'
import { finished, STREAMS_PROJECT, type Stack, startStack } from '../worker/testing/worker-stack'

let stack: Stack

const commands = streams.input<{ text: string }>({ id: 'commands' })
const approval = streams.input<{ approved: boolean }>({ id: 'approval' })

beforeAll(async () => {
  stack = await startStack({ postgresUrl: inject('postgresUrl'), project: STREAMS_PROJECT })
})

afterAll(() => stack?.close())

async function readAll(runId: string, name: string): Promise<unknown[]> {
  const read: unknown[] = []
  for await (const chunk of await streams.read(runId, name, { timeoutInSeconds: 30 })) read.push(chunk)
  return read
}

async function send(runId: string, ...texts: string[]): Promise<void> {
  for (const text of texts) await commands.send(runId, { text })
}

async function reached(runId: string, phase: string): Promise<void> {
  await eventually(`run ${runId} says ${phase}`, async () => (await runs.retrieve(runId)).metadata?.phase === phase)
}

async function isWaiting(runId: string): Promise<void> {
  await eventually(`run ${runId} waits`, async () => (await runs.retrieve(runId)).status === 'WAITING')
}

describe('what a task streams', () => {
  test('arrives by every way of writing, while the task runs', async () => {
    const { id } = await tasks.trigger('tells', { count: 25 })
    const parts = Array.from({ length: 25 }, (_, done) => ({ done }))
    expect(await readAll(id, 'progress')).toEqual([...parts, { done: 25 }])
    expect(await readAll(id, 'log')).toEqual(['a line', '{"not":"parsed"}'])
    expect(await readAll(id, 'merged')).toEqual(['own', 'merged', '🙂'])
    expect(await readAll(id, 'tokens')).toEqual(['one', 'two'])
    expect(await finished(id)).toMatchObject({ status: 'COMPLETED', output: { copy: ['one', 'two'] } })
  })

  test('is complete when the run is, also if the task did not wait for it', async () => {
    const { id } = await tasks.trigger('tells-and-leaves', { count: 300 })
    await finished(id)
    expect(await readAll(id, 'progress')).toHaveLength(300)
  })

  test('goes to its parent and its root, as its metadata does, and of several children nothing is lost', async () => {
    const { id } = await tasks.trigger('grandparent', {})
    const run = await finished(id, 40_000)
    expect(run).toMatchObject({ status: 'COMPLETED', metadata: { children: 4 } })
    expect(sorted(run.metadata?.seen)).toEqual([0, 1, 2, 3])
    const told = (await readAll(id, 'news')) as { to: string; index: number }[]
    expect(told.map(({ to, index }) => `${to} ${index}`).toSorted()).toEqual(['root 0', 'root 1', 'root 2', 'root 3'])
    const parent = await runs.retrieve(run.relatedRuns.children?.[0]?.id ?? '')
    expect(sorted(parent.metadata?.seen)).toEqual([0, 1, 2, 3])
    expect(await readAll(parent.id, 'news')).toHaveLength(4)
  })

  test('shows up in a subscription with streams', async () => {
    const { id } = await tasks.trigger('tells', { count: 3 })
    const parts: unknown[] = []
    for await (const part of runs.subscribeToRun(id).withStreams<{ progress: { done: number } }>()) {
      if (part.type === 'progress') parts.push(part.chunk)
      if (parts.length === 4) break
    }
    expect(parts).toEqual([{ done: 0 }, { done: 1 }, { done: 2 }, { done: 3 }])
  })
})

describe('what is sent to a task', () => {
  test('is heard by .on(), in order', async () => {
    const { id } = await tasks.trigger('hears', {})
    await reached(id, 'listening')
    await send(id, 'a', 'b', 'c', 'stop')
    expect((await finished(id)).output).toEqual({ heard: ['a', 'b', 'c', 'stop'] })
  })

  test('before it listens is kept for it, and .once() takes one at a time', async () => {
    const { id } = await tasks.trigger('asks', { count: 3 })
    await send(id, 'early', 'earlier')
    await reached(id, 'asking')
    await send(id, 'last')
    expect((await finished(id)).output).toEqual({ heard: ['early', 'earlier', 'last'], late: false })
  })

  test('ends a .wait(); each value is waited for once, also one that came early or two that came at once', async () => {
    const { id } = await tasks.trigger('waits', { count: 4 })
    await isWaiting(id)
    await send(id, 'first')
    await eventually('the run waits again', async () => (await waitpoints(id)) === 2)
    await Promise.all([send(id, 'twin'), send(id, 'twin')])
    await send(id, 'fourth')
    expect((await finished(id)).output).toEqual({ heard: ['first', 'twin', 'twin', 'fourth'] })
  })

  test('too late for a .wait() with a timeout is an error, and the next wait gets it', async () => {
    const { id } = await tasks.trigger('waits', { count: 2, timeout: '1s' })
    await isWaiting(id)
    await eventually('the first wait is over', async () => (await waitpoints(id)) === 2)
    await send(id, 'late')
    expect((await finished(id)).output).toEqual({ heard: ['WaitpointTimeoutError', 'late'] })
  })

  test('by .wait() and by .once() is not heard twice', async () => {
    const { id } = await tasks.trigger('mixes', {})
    await isWaiting(id)
    await send(id, 'to the wait')
    await reached(id, 'waited')
    await send(id, 'to once')
    await isWaiting(id)
    await approval.send(id, { approved: true })
    expect((await finished(id)).output).toEqual({ heard: ['to the wait', 'to once'], approved: true })
  })

  test('after its end is refused', async () => {
    const { id } = await tasks.trigger('waits', { count: 0 })
    await finished(id)
    await expect(commands.send(id, { text: 'late' })).rejects.toMatchObject({ status: 400 })
  })
})

function sorted(numbers: unknown): number[] {
  return [...(numbers as number[])].sort()
}

/** How often the run has begun to wait. */
async function waitpoints(runId: string): Promise<number> {
  const events = (await stack.get(`/api/v1/runs/${runId}/events`)) as { events: { message: string }[] }
  return events.events.filter(({ message }) => message === 'inputStream.wait()').length
}

import { batch, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { eventually } from '../worker/testing/eventually'
import { finished, type Stack, startStack } from '../worker/testing/worker-stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ postgresUrl: inject('postgresUrl') })
}, 60_000)
afterAll(() => stack.close())

const parentOf = async (items: Array<Record<string, unknown>>) => (await tasks.trigger('batch-parent', { items })).id

const childrenOf = (parentId: string, count: number) =>
  eventually(`${count} children are there`, async () => {
    const { children } = (await runs.retrieve(parentId)).relatedRuns
    return children?.length === count ? children : null
  })

test('a parent gets the result of every item, in order, of failed and shared ones too', async () => {
  const run = await finished(
    await parentOf([
      { n: 0 },
      { n: 1, fails: true },
      { n: 2, key: 'shared' },
      { n: 3, key: 'shared' },
      { n: 4, tags: Array.from({ length: 11 }, (_, tag) => `tag-${tag}`) },
    ]),
    // The first run of a version waits for its threads.
    50_000,
  )
  expect(run).toMatchObject({ status: 'COMPLETED', attemptCount: 1 })
  const [first, second, third, fourth, fifth] = run.output.results
  expect([first, third, fourth]).toEqual([0, 2, 2])
  expect(second).toContain('item 1 fails')
  expect(fifth).toContain('Runs can only have 10 tags')
  expect(run.relatedRuns.children?.every((child) => child.triggerFunction === 'batchTriggerAndWait')).toBe(true)
}, 60_000)

test('a parent goes on when its last child is canceled', async () => {
  const id = await parentOf([{ n: 0 }, { n: 1, delay: '1h' }])
  const children = await childrenOf(id, 2)
  const delayed = children.find((child) => child.status === 'DELAYED')
  await eventually('the parent waits', async () => (await runs.retrieve(id)).status === 'WAITING')
  await runs.cancel(delayed?.id as string)
  const run = await finished(id)
  expect(run.output.results[0]).toBe(0)
  expect(run.output.results[1]).toContain('Canceled')
}, 60_000)

test('a run that ended long ago counts at once for a batch that waits for it', async () => {
  const items = [
    { n: 7, key: 'long-ago' },
    { n: 8, key: 'long-ago' },
  ]
  const [first, second] = [await finished(await parentOf(items)), await finished(await parentOf(items))]
  expect(first.output.results).toEqual([7, 7])
  expect(second.output.results).toEqual([7, 7])
}, 60_000)

test('batches wait within batches, by task and by id', async () => {
  const { id } = await tasks.trigger('batch-of-batches', {})
  const run = await finished(id)
  expect(run.output.outputs).toEqual([
    { n: 1 },
    { results: [2, expect.stringContaining('item 3 fails')] },
    { n: 4 },
    { results: [5] },
  ])
  const unwaited = await batch.retrieve(run.output.unwaited)
  expect((await finished(unwaited.runs[0] as string)).output).toEqual({ n: 6 })
}, 60_000)

test('a batch with a key is waited for again without being made again', async () => {
  const { id } = await tasks.trigger('batch-twice', { ns: [1, 2] })
  const run = await finished(id)
  expect(run.output).toEqual([
    { id: run.output[0].id, results: [1, 2] },
    { id: run.output[0].id, results: [1, 2] },
  ])
  expect(run.relatedRuns.children).toHaveLength(2)
}, 60_000)

test('sixty children resume their parent once', async () => {
  const run = await finished(await parentOf(Array.from({ length: 60 }, (_, n) => ({ n }))), 60_000)
  expect(run).toMatchObject({ status: 'COMPLETED', attemptCount: 1 })
  expect(run.output.results).toEqual(Array.from({ length: 60 }, (_, n) => n))
}, 90_000)

test('a batch is seen live through the SDK until all of its runs have ended', async () => {
  const { batchId } = await tasks.batchTrigger('batch-item', [
    { payload: { n: 1 } },
    { payload: { n: 2, fails: true } },
  ])
  const ended = new Map<string, string>()
  for await (const run of runs.subscribeToBatch(batchId)) {
    if (run.finishedAt) ended.set(run.id, run.status)
    if (ended.size === 2) break
  }
  expect([...ended.values()].sort()).toEqual(['COMPLETED', 'FAILED'])
}, 60_000)

test('a platform that is killed while the parent waits wakes it all the same', async () => {
  const id = await parentOf([{ n: 0 }, { n: 1, delay: '1h' }])
  const children = await childrenOf(id, 2)
  await eventually('the parent waits', async () => (await runs.retrieve(id)).status === 'WAITING')
  await stack.platform.stop('SIGKILL')
  await stack.startPlatform()
  await runs.cancel(children.find((child) => child.status === 'DELAYED')?.id as string)
  expect((await finished(id)).output.results[0]).toBe(0)
}, 60_000)

import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
/** Newest first, as the list is. */
const ids: string[] = []

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [
      { id: 'import', queue: { name: 'imports' } },
      { id: 'mail', retry: { maxAttempts: 1 } },
    ],
  )
  for (let n = 0; n < 4; n++)
    ids.unshift((await tasks.trigger('import', { n }, { tags: [`n${n}`, 'odd-and-even'] })).id)
  for (let n = 0; n < 3; n++) {
    ids.unshift((await tasks.trigger('mail', { n }, { tags: ['mail'], machine: 'large-1x' })).id)
    const started = await worker.start(await findQueued('mail'))
    if (n === 0) await worker.fail(started, { type: 'STRING_ERROR', raw: 'no such mailbox' })
    else await worker.succeed(started)
  }
  ids.unshift((await test.call('POST', '/api/v1/tasks/mail/trigger', { options: { test: true, delay: '1h' } })).body.id)
})
afterAll(() => test.end())

/** Takes runs until one of the task comes; the others are given back. */
async function findQueued(taskId: string) {
  const messages = await worker.dequeue({ maxRunCount: 50 })
  const wanted = await Promise.all(
    messages.map(async (message) => ({ message, run: await runs.retrieve(message.run.friendlyId) })),
  )
  const others = wanted.filter(({ run }) => run.taskIdentifier !== taskId)
  await worker.disconnect(others.map(({ run }) => run.id))
  const found = wanted.find(({ run }) => run.taskIdentifier === taskId)
  if (!found) throw new Error(`No run of ${taskId} is queued`)
  return { runId: found.run.id, snapshotId: found.message.snapshot.friendlyId }
}

const idsOf = (page: { data: Array<{ id: string }> }) => page.data.map((run) => run.id)
const list = async (query: string) => (await test.call('GET', `/api/v1/runs?${query}`)).body

describe('pages', () => {
  it('lists everything newest first through the cursors of the SDK', async () => {
    const seen: string[] = []
    for await (const run of runs.list({ limit: 3 })) seen.push(run.id)
    expect(seen).toEqual(ids)
  })

  it('goes forward and back, and says where the ends are', async () => {
    const first = await list('page[size]=3')
    expect(idsOf(first)).toEqual(ids.slice(0, 3))
    expect(first.pagination.previous).toBeUndefined()
    const second = await list(`page[size]=3&page[after]=${first.pagination.next}`)
    expect(idsOf(second)).toEqual(ids.slice(3, 6))
    const third = await list(`page[size]=3&page[after]=${second.pagination.next}`)
    expect(idsOf(third)).toEqual(ids.slice(6))
    expect(third.pagination.next).toBeUndefined()
    const back = await list(`page[size]=3&page[before]=${third.pagination.previous}`)
    expect(idsOf(back)).toEqual(ids.slice(3, 6).reverse())
    const start = await list(`page[size]=3&page[before]=${back.pagination.previous}`)
    expect(idsOf(start)).toEqual(ids.slice(0, 3).reverse())
    expect(start.pagination.previous).toBeUndefined()
  })

  it('starts at the beginning when the cursor is garbage', async () => {
    const page = await list('page[size]=2&page[after]=garbage')
    expect(idsOf(page)).toEqual(ids.slice(0, 2))
    expect(page.pagination).toEqual({ next: expect.any(String), previous: expect.any(String) })
  })

  it('leaves payloads and outputs out and sorts the tags', async () => {
    const [run] = (await list('filter[tag]=n0')).data
    expect(run).toMatchObject({ tags: ['n0', 'odd-and-even'], env: { name: 'dev' }, taskKind: 'STANDARD' })
    expect(run).not.toHaveProperty('payload')
    expect(run).not.toHaveProperty('output')
  })
})

describe('filters', () => {
  it.each([
    ['a final status', 'filter[status]=FAILED', () => [ids[3]]],
    ['a live status', 'filter[status]=QUEUED', () => ids.slice(4)],
    ['a status by its former name', 'filter[status]=INTERRUPTED', () => [ids[3]]],
    [
      'final and live statuses together, in one order',
      'filter[status]=COMPLETED,DELAYED,FAILED',
      () => ids.slice(0, 4),
    ],
    ['one task', 'filter[taskIdentifier]=import', () => ids.slice(4)],
    ['several tasks', 'filter[taskIdentifier]=import,mail', () => ids],
    ['any of the tags', 'filter[tag]=n0,n1', () => ids.slice(6)],
    ['a queue', 'filter[queue]=imports', () => ids.slice(4)],
    ["a task's own queue", 'filter[queue]=task/mail', () => ids.slice(0, 4)],
    ['a machine', 'filter[machine]=large-1x', () => ids.slice(1, 4)],
    ['test runs', 'filter[isTest]=true', () => [ids[0]]],
    ['an unknown version', 'filter[version]=19990101.1', () => []],
    ['an unknown batch', 'filter[batch]=batch_nope', () => []],
    ['an unknown schedule', 'filter[schedule]=sched_nope', () => []],
    ['an unknown bulk action', 'filter[bulkAction]=bulk_nope', () => []],
    ['another region', 'filter[region]=mars', () => []],
    ['a period', 'filter[createdAt][period]=1h', () => ids],
    ['a period nobody can parse', 'filter[createdAt][period]=banana', () => ids],
    ['the future', `filter[createdAt][from]=${Date.now() + 60_000}`, () => []],
    ['the past, as ISO', 'filter[createdAt][to]=2001-01-01T00:00:00Z', () => []],
    ['two filters at once', 'filter[taskIdentifier]=mail&filter[status]=COMPLETED', () => ids.slice(1, 3)],
  ])('by %s', async (_name, query, expected) => {
    expect(idsOf(await list(query))).toEqual(expected())
  })

  it('by the version that ran them', async () => {
    expect(idsOf(await list(`filter[version]=${worker.version}&filter[status]=COMPLETED`))).toEqual(ids.slice(1, 3))
  })

  it.each([
    ['filter[status]=BOGUS', 'filter[status]', 'Invalid status values: BOGUS'],
    ['filter[machine]=huge-9x', 'filter[machine]', 'Invalid machine values: huge-9x'],
    ['filter[isTest]=maybe', 'filter[isTest]', 'Invalid value for isTest: maybe'],
    ['filter[createdAt][from]=nonsense', 'filter[createdAt][from]', 'Invalid date'],
    ['page[size]=0', 'page[size]', undefined],
    ['page[size]=101', 'page[size]', undefined],
    ['page[size]=abc', 'page[size]', undefined],
  ])('refuses %s and names the parameter', async (query, parameter, message) => {
    const { status, body } = await test.call('GET', `/api/v1/runs?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: 'Query Error', details: [{ path: [parameter], ...(message && { message }) }] })
  })
})

import { auth, batch, idempotencyKeys, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  const queues = [{ name: 'narrow' }]
  worker = await TestWorker.register(() => test.origin, [{ id: 'one' }, { id: 'two' }], { queues })
})
afterAll(() => test.end())

const PATIENTLY = { timeout: 20_000 }
const ndjson = { 'content-type': 'application/x-ndjson' }
const create = (body: Record<string, unknown>, headers = {}) => test.call('POST', '/api/v3/batches', body, headers)
const send = (id: string, lines: unknown[], headers = {}) => {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  return test.call('POST', `/api/v3/batches/${id}/items`, text, { ...ndjson, ...headers })
}
const item = (index: number, options = {}) => ({ index, task: 'one', payload: JSON.stringify({ index }), options })

async function cancelAll(batchId: string): Promise<void> {
  const { id } = await runs.bulk.cancel({ filter: { batch: batchId } })
  await expect.poll(async () => (await runs.bulk.retrieve(id)).status, PATIENTLY).toBe('COMPLETED')
}

const drain = () => worker.drain()

describe('a batch through the SDK', () => {
  it('makes its runs with the options of each item, and is complete when they have ended', async () => {
    const handle = await batch.trigger([
      { id: 'one', payload: { a: 1 }, options: { tags: ['b1'], metadata: { k: 1 }, queue: 'narrow', priority: 3 } },
      { id: 'two', payload: 'text', options: { delay: '1h' } },
    ])
    expect(handle).toMatchObject({ runCount: 2, publicAccessToken: expect.any(String) })
    const pending = await batch.retrieve(handle.batchId)
    expect(pending).toMatchObject({ id: handle.batchId, status: 'PENDING', runCount: 2, processing: { errors: [] } })
    const [first, second] = await Promise.all(pending.runs.map((id) => runs.retrieve(id)))
    expect(first).toMatchObject({ taskIdentifier: 'one', payload: { a: 1 }, tags: ['b1'], metadata: { k: 1 } })
    expect(first).toMatchObject({ batchId: handle.batchId, triggerFunction: 'batchTrigger', status: 'QUEUED' })
    expect(second).toMatchObject({ taskIdentifier: 'two', payload: 'text', status: 'DELAYED' })
    await drain()
    expect((await batch.retrieve(handle.batchId)).status).toBe('PENDING')
    await runs.cancel(pending.runs[1] as string)
    expect((await batch.retrieve(handle.batchId)).status).toBe('COMPLETED')
    const results = await test.call('GET', `/api/v1/batches/${handle.batchId}/results`)
    expect(results.body.items).toMatchObject([
      { ok: true, id: pending.runs[0], taskIdentifier: 'one' },
      { ok: false, id: pending.runs[1], error: { raw: 'Canceled by user' } },
    ])
  })

  it('takes a thousand items in their order, many at a time', async () => {
    const items = Array.from({ length: 1000 }, (_, i) => ({ payload: { i }, options: { delay: '1h' } }))
    const handle = await tasks.batchTrigger('two', items)
    const found = await batch.retrieve(handle.batchId)
    expect(found.runs).toHaveLength(1000)
    const queued = await test.query<{ index: number }>(
      `select batch_index as index from runs join executions on run_id = runs.id where batch_id = $1 order by sort_at, run_id`,
      [handle.batchId.slice(6)],
    )
    expect(queued.rows.map((row) => row.index)).toEqual(items.map((_, i) => i))
    const transactions = await test.query('select distinct xmin from runs where batch_id = $1', [
      handle.batchId.slice(6),
    ])
    expect(transactions.rowCount).toBeLessThanOrEqual(4)
  })

  it('gives a cached run to items with a key that is taken, also within one batch', async () => {
    const key = await idempotencyKeys.create('shared')
    const earlier = await tasks.trigger('one', {}, { idempotencyKey: key })
    const options = { idempotencyKey: key }
    const handle = await tasks.batchTrigger('one', [{ payload: 1, options }, { payload: 2, options }, { payload: 3 }])
    const { runs: ids } = await batch.retrieve(handle.batchId)
    expect(ids.slice(0, 2)).toEqual([earlier.id, earlier.id])
    expect(ids[2]).not.toBe(earlier.id)
    const fresh = { idempotencyKey: await idempotencyKeys.create('fresh') }
    const twice = await tasks.batchTrigger('one', [
      { payload: 1, options: fresh },
      { payload: 2, options: fresh },
    ])
    const same = (await batch.retrieve(twice.batchId)).runs
    expect(same[0]).toBe(same[1])
    expect(await runs.retrieve(same[0] as string)).toMatchObject({ payload: 1 })
    await drain()
  })

  it('answers the same batch to the same key, and makes no run twice', async () => {
    const idempotencyKey = await idempotencyKeys.create('whole-batch')
    const trigger = () => tasks.batchTrigger('one', [{ payload: 1 }, { payload: 2 }], { idempotencyKey } as never)
    const first = await trigger()
    const second = await trigger()
    expect(second.batchId).toBe(first.batchId)
    expect((await batch.retrieve(first.batchId)).runs).toHaveLength(2)
    await drain()
  })

  it('pushes a debounced run back instead of making another', async () => {
    const options = { debounce: { key: 'batch-debounce', delay: '1h', mode: 'trailing' as const } }
    const earlier = await tasks.trigger('one', { n: 0 }, options)
    const handle = await tasks.batchTrigger('one', [{ payload: { n: 1 }, options }, { payload: { n: 2 } }])
    const { runs: ids } = await batch.retrieve(handle.batchId)
    expect(ids[0]).toBe(earlier.id)
    expect(await runs.retrieve(earlier.id)).toMatchObject({ status: 'DELAYED', payload: { n: 1 } })
    await drain()
  })

  const idempotent = (key: string) => ({ idempotencyKey: key, delay: '1h' })
  const debounced = (key: string) => ({ debounce: { key, delay: '1h' } })
  it.each([
    { what: 'idempotency keys', options: (n: number, round: number) => idempotent(`new ${round} ${n}`) },
    { what: 'idempotency keys that ran out', options: (n: number) => idempotent(`ran out ${n}`) },
    { what: 'keys to debounce by', options: (n: number, round: number) => debounced(`new ${round} ${n}`) },
  ])('shares runs with another of the same $what, in the opposite order, at the same time', async ({ options }) => {
    // The SDK would send again what failed.
    const failed = vi.spyOn(test.platform.deps.log, 'error')
    for (let round = 0; round < 10; round++) {
      await test.query('update runs set idempotency_key_expires_at = now() where idempotency_key is not null')
      const items = Array.from({ length: 50 }, (_, n) => ({ payload: { n }, options: options(n, round) }))
      const handles = await Promise.all([
        tasks.batchTrigger('two', items),
        tasks.batchTrigger('two', items.toReversed()),
      ])
      const [there, back] = await Promise.all(handles.map(({ batchId }) => batch.retrieve(batchId)))
      expect(new Set(there?.runs).size).toBe(50)
      expect(back?.runs.toReversed()).toEqual(there?.runs)
    }
    expect(failed).not.toHaveBeenCalled()
    failed.mockRestore()
  })

  it('refuses a batch without items', async () => {
    await expect(tasks.batchTrigger('one', [])).rejects.toThrow('Failed to create batch with 0 items')
  })

  it('is read with its own token, and not with that of another', async () => {
    const [mine, other] = await Promise.all([1, 2].map(() => tasks.batchTrigger('one', [{ payload: 1 }])))
    const read = (token: string | undefined) =>
      test.call('GET', `/api/v2/batches/${mine?.batchId}`, undefined, { authorization: `Bearer ${token}` })
    expect((await read(mine?.publicAccessToken)).status).toBe(200)
    expect((await read(other?.publicAccessToken)).status).toBe(403)
    await drain()
  })
})

describe('the stream of items', () => {
  it('may be cut and sent again: what the batch has is passed over', async () => {
    const { body } = await create({ runCount: 3 })
    expect((await send(body.id, [item(0), item(1)])).body).toEqual({
      id: body.id,
      itemsAccepted: 2,
      itemsDeduplicated: 0,
      sealed: false,
      enqueuedCount: 2,
      expectedCount: 3,
      runCount: 3,
    })
    const again = await send(body.id, [item(0), item(0), item(1), '', item(2)])
    expect(again.body).toEqual({ id: body.id, itemsAccepted: 1, itemsDeduplicated: 3, sealed: true, runCount: 3 })
    const late = await send(body.id, [item(0), item(1), item(2)])
    expect(late.body).toEqual({ id: body.id, itemsAccepted: 0, itemsDeduplicated: 0, sealed: true, runCount: 3 })
    expect((await batch.retrieve(body.id)).runs).toHaveLength(3)
    await drain()
  })

  it('survives a platform that goes away between its two phases', async () => {
    const { body } = await create({ runCount: 2 })
    await send(body.id, [item(0)])
    await test.restart()
    expect((await send(body.id, [item(0), item(1)])).body).toMatchObject({ itemsAccepted: 1, sealed: true })
    await drain()
    expect((await batch.retrieve(body.id)).status).toBe('COMPLETED')
  })

  it('hands the items of two streams at once to one of them each', async () => {
    const { body } = await create({ runCount: 100 })
    const lines = Array.from({ length: 100 }, (_, i) => item(i))
    const answers = await Promise.all([send(body.id, lines), send(body.id, lines), send(body.id, lines)])
    expect(answers.map((answer) => answer.body.sealed)).toEqual([true, true, true])
    expect(answers.reduce((sum, answer) => sum + answer.body.itemsAccepted, 0)).toBe(100)
    const { rowCount } = await test.query('select 1 from runs where batch_id = $1', [body.id.slice(6)])
    expect(rowCount).toBe(100)
    await cancelAll(body.id)
  })

  it.each([
    ['a broken line', ['{oops'], 400, 'Invalid JSON at line 1'],
    ['a broken line after a good one', [item(0), '{oops'], 400, 'Invalid JSON at line 2'],
    ['an index beyond the batch', [item(7)], 422, 'Item index 7 exceeds batch runCount 2'],
    ['an item without a task', [{ index: 0 }], 422, 'Invalid item at index 0'],
    ['a line that is no object', ['3'], 422, 'Invalid item at unknown index'],
  ])('is refused for %s', async (_what, lines, status, error) => {
    const { body } = await create({ runCount: 2 })
    expect(await send(body.id, lines)).toMatchObject({ status, body: { error: expect.stringContaining(error) } })
    expect((await send(body.id, [item(0), item(1)])).body).toMatchObject({ sealed: true })
    await drain()
  })

  it('needs its content type, its batch, and a body', async () => {
    const { body } = await create({ runCount: 1 })
    expect(await send(body.id, [item(0)], { 'content-type': 'application/json' })).toMatchObject({ status: 415 })
    expect(await send('batch_nope', [item(0)])).toMatchObject({
      status: 422,
      body: { error: 'Batch batch_nope not found' },
    })
    expect(await create({ runCount: 1001 })).toMatchObject({ status: 400 })
    expect(await create({ runCount: 0 })).toMatchObject({ status: 400 })
  })
})

describe('a parent that comes back to its batch', () => {
  it('waits for the items that are just being added, too', async () => {
    const parent = await tasks.trigger('one', {})
    await worker.startNext()
    const wanted = { runCount: 2, idempotencyKey: 'comes back', parentRunId: parent.id }
    const { id } = (await create(wanted)).body
    const client = await test.platform.deps.pool.connect()
    await client.query('begin')
    await client.query('select 1 from batches where id = $1 for no key update', [id.slice(6)])
    const waiters = async () => {
      const { rows } = await test.query<{ count: number }>(
        `select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      return rows[0]?.count
    }
    const adding = send(id, [item(0)])
    await expect.poll(waiters, PATIENTLY).toBe(1)
    const coming = create({ ...wanted, resumeParentOnCompletion: true })
    await expect.poll(waiters, PATIENTLY).toBe(2)
    await client.query('commit')
    client.release()
    expect((await adding).body).toMatchObject({ itemsAccepted: 1 })
    expect((await coming).status).toBe(202)
    const { rows } = await test.query('select batch_index from run_waitpoints where run_id = $1 and batch_id = $2', [
      parent.id.slice(4),
      id.slice(6),
    ])
    expect(rows).toEqual([{ batch_index: 0 }])
    await runs.cancel(parent.id)
    await drain()
  })
})

describe('public tokens', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'x-trigger-client': 'browser' })

  it('make batches of the tasks they are for, and fill only those', async () => {
    const token = await auth.createBatchTriggerPublicToken('one', { multipleUse: true })
    expect((await create({ runCount: 1, taskIdentifiers: ['two'] }, bearer(token))).status).toBe(403)
    const made = await create({ runCount: 1, taskIdentifiers: ['one'] }, bearer(token))
    expect(made.status).toBe(202)
    expect((await send(made.body.id, [{ ...item(0), task: 'two' }], bearer(token))).status).toBe(403)
    const own = made.headers.get('x-trigger-jwt') as string
    const oneTime = await auth.createBatchTriggerPublicToken('one')
    const use = () => create({ runCount: 1, taskIdentifiers: ['one'] }, bearer(oneTime))
    expect([(await use()).status, (await use()).status]).toEqual([202, 422])
    expect((await send(made.body.id, [item(0)], bearer(own))).body).toMatchObject({ sealed: true })
    await drain()
  })
})

describe('an item that cannot be had', () => {
  it('becomes a run that has failed, and the others run', async () => {
    const { body } = await create({ runCount: 4 })
    const big = { ...item(2), payload: 'x'.repeat(3 * 1024 * 1024) }
    const tooManyTags = item(3, { tags: Array.from({ length: 11 }, (_, i) => `t${i}`) })
    const answer = await send(body.id, [item(0), item(1, { lockToVersion: '20200101.1' }), big, tooManyTags])
    expect(answer.body).toMatchObject({ itemsAccepted: 4, sealed: true })
    await drain()
    const found = await batch.retrieve(body.id)
    expect(found.status).toBe('COMPLETED')
    const states = await Promise.all(found.runs.map(async (id) => await runs.retrieve(id)))
    expect(states.map((run) => run.status)).toEqual(['COMPLETED', 'SYSTEM_FAILURE', 'SYSTEM_FAILURE', 'SYSTEM_FAILURE'])
    expect(states[1]?.error?.message).toContain('There is no version 20200101.1')
    expect(states[2]?.error?.message).toContain('Batch item payload is too large')
    expect(states[2]?.taskIdentifier).toBe('one')
  })
})

describe('a batch whose items never all come', () => {
  it('is given up after its time', async () => {
    const { body } = await create({ runCount: 2 })
    await send(body.id, [item(0)])
    await test.query(`update batches set expires_at = now() where id = $1`, [body.id.slice(6)])
    const status = async () => (await test.call('GET', `/api/v1/batches/${body.id}`)).body.status
    await expect.poll(status, { timeout: 10_000 }).toBe('ABORTED')
    expect(await send(body.id, [item(1)])).toMatchObject({ status: 422 })
    await drain()
  })
})

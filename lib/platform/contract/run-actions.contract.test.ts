import { idempotencyKeys, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
const boom = { type: 'BUILT_IN_ERROR', name: 'Error', message: 'boom', stackTrace: 'Error: boom' } as const

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'hello', retry: { maxAttempts: 1 } }])
})
afterAll(() => test.end())

const trigger = (options: Record<string, unknown> = {}, taskId = 'hello') =>
  test.call('POST', `/api/v1/tasks/${taskId}/trigger`, { payload: { a: 1 }, options })

describe('idempotency', () => {
  it('gives the same run to the same key, and shows the key as the caller wrote it', async () => {
    const idempotencyKey = await idempotencyKeys.create('order-1')
    const first = await tasks.trigger('hello', {}, { idempotencyKey })
    const second = await tasks.trigger('hello', {}, { idempotencyKey })
    expect(second.id).toBe(first.id)
    expect((await runs.retrieve(first.id)).idempotencyKey).toBe('order-1')
    await worker.succeed(await worker.startNext())
    expect((await tasks.trigger('hello', {}, { idempotencyKey })).id).toBe(first.id)
  })

  it('decides for one run when many callers come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => trigger({ idempotencyKey: 'burst' })))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.filter(({ body }) => !body.isCached)).toHaveLength(1)
    await worker.succeed(await worker.startNext())
  })

  it('frees the key of a run that failed', async () => {
    const first = await trigger({ idempotencyKey: 'failing' })
    await worker.fail(await worker.startNext(), boom)
    const second = await trigger({ idempotencyKey: 'failing' })
    expect(second.body).toMatchObject({ isCached: false })
    expect(second.body.id).not.toBe(first.body.id)
    await worker.succeed(await worker.startNext())
  })

  it('frees a key whose time has run out', async () => {
    const first = await trigger({ idempotencyKey: 'short', idempotencyKeyTTL: '1h' })
    expect((await trigger({ idempotencyKey: 'short' })).body).toMatchObject({ id: first.body.id, isCached: true })
    await test.query(
      `update runs set idempotency_key_expires_at = now() - interval '1 second' where idempotency_key = 'short'`,
    )
    expect((await trigger({ idempotencyKey: 'short' })).body.id).not.toBe(first.body.id)
    for (let n = 0; n < 2; n++) await worker.succeed(await worker.startNext())
  })

  it('frees a key on request', async () => {
    const make = async () => {
      const idempotencyKey = await idempotencyKeys.create('reset-me', { scope: 'global' })
      return (await tasks.trigger('hello', {}, { idempotencyKey })).id
    }
    const first = await make()
    expect(await make()).toBe(first)
    await idempotencyKeys.reset('hello', 'reset-me', { scope: 'global' })
    expect(await make()).not.toBe(first)
    for (let n = 0; n < 2; n++) await worker.succeed(await worker.startNext())
    const unknown = await test.call('POST', '/api/v1/idempotencyKeys/never-used/reset', { taskIdentifier: 'hello' })
    expect(unknown).toMatchObject({
      status: 404,
      body: { error: 'No runs found with idempotency key: never-used and task: hello' },
    })
  })

  it('answers a repeated request as it did the first time', async () => {
    const headers = { 'x-trigger-request-idempotency-key': '0b8f6a46-3f3e-4f5e-9f0a-000000000001' }
    const first = await test.call('POST', '/api/v1/tasks/hello/trigger', {}, headers)
    const again = await test.call('POST', '/api/v1/tasks/hello/trigger', {}, headers)
    expect(again.body).toEqual(first.body)
    await worker.succeed(await worker.startNext())
    expect(await worker.dequeueNow()).toEqual([])
  })
})

describe('cancel', () => {
  it('ends a queued run at once and it is never handed out', async () => {
    const handle = await tasks.trigger('hello', {})
    await runs.cancel(handle.id)
    const run = await runs.retrieve(handle.id)
    expect(run).toMatchObject({ status: 'CANCELED', isCancelled: true, error: { message: 'Canceled by user' } })
    expect(run.finishedAt).toBeInstanceOf(Date)
    expect(await worker.dequeueNow()).toEqual([])
  })

  it('is told to the worker, whose late success does not undo it', async () => {
    const handle = await tasks.trigger('hello', {})
    const started = await worker.startNext()
    await Promise.all([runs.cancel(handle.id), runs.cancel(handle.id)])
    expect((await worker.latest(handle.id)).snapshot.executionStatus).toBe('PENDING_CANCEL')
    expect(await worker.succeed(started, 'too late')).toMatchObject({
      attemptStatus: 'RUN_FINISHED',
      run: { status: 'CANCELED' },
    })
    const run = await runs.retrieve(handle.id)
    expect(run.status).toBe('CANCELED')
    expect(run.output).toBeUndefined()
    expect((await worker.latest(handle.id)).snapshot.executionStatus).toBe('FINISHED')
  })

  it('leaves a finished run as it is', async () => {
    const handle = await tasks.trigger('hello', {})
    await worker.succeed(await worker.startNext(), 1)
    await runs.cancel(handle.id)
    expect((await runs.retrieve(handle.id)).status).toBe('COMPLETED')
  })

  it('takes the children along', async () => {
    const parent = await tasks.trigger('hello', {})
    await worker.startNext()
    const child = await trigger({ parentRunId: parent.id })
    const grandchild = await trigger({ parentRunId: child.body.id })
    await runs.cancel(parent.id)
    expect((await runs.retrieve(child.body.id)).status).toBe('CANCELED')
    const last = await runs.retrieve(grandchild.body.id)
    expect(last).toMatchObject({
      status: 'CANCELED',
      depth: 2,
      relatedRuns: { root: { id: parent.id }, parent: { id: child.body.id } },
    })
  })
})

describe('replay', () => {
  it('makes a new run of the same payload, tags and final metadata, and leaves the original', async () => {
    const handle = await tasks.trigger(
      'hello',
      { at: new Date('2026-01-01T00:00:00Z') },
      { tags: ['x'], metadata: { step: 1 } },
    )
    await worker.succeed(await worker.startNext(), null, { operations: [{ type: 'set', key: 'step', value: 2 }] })
    const replay = await runs.replay(handle.id)
    expect(replay.id).not.toBe(handle.id)
    expect(await runs.retrieve(replay.id)).toMatchObject({
      status: 'QUEUED',
      tags: ['x'],
      metadata: { step: 2 },
      payload: { at: '2026-01-01T00:00:00.000Z' },
    })
    const started = await worker.startNext()
    expect(started.execution.run).toMatchObject({ isReplay: true, payloadType: 'application/super+json' })
    await worker.succeed(started)
    expect((await runs.retrieve(handle.id)).status).toBe('COMPLETED')
  })

  it('honours what the caller overrides and keeps the rest', async () => {
    const handle = await tasks.trigger('hello', { a: 1 }, { tags: ['x'], metadata: { keep: true } })
    await worker.succeed(await worker.startNext())
    const { body } = await test.call('POST', `/api/v1/runs/${handle.id}/replay`, { payload: { a: 2 }, tags: ['y'] })
    expect(await runs.retrieve(body.id)).toMatchObject({ payload: { a: 2 }, tags: ['y'], metadata: { keep: true } })
    await worker.succeed(await worker.startNext())
  })
})

describe('tags and metadata', () => {
  it('adds only tags that are new, up to ten', async () => {
    const handle = await tasks.trigger('hello', {}, { tags: ['one'], delay: '1h' })
    const add = (tags: string | string[]) => test.call('POST', `/api/v1/runs/${handle.id}/tags`, { tags })
    expect((await add(['one', 'two', 'three'])).body).toEqual({ message: 'Successfully set 2 new tags.' })
    expect((await add('two')).body).toEqual({ message: 'No new tags to add' })
    const tooMany = await add(['4', '5', '6', '7', '8', '9', '10', '11'])
    expect(tooMany).toMatchObject({
      status: 422,
      body: { error: "Runs can only have 10 tags, you're trying to set 11." },
    })
    expect((await runs.retrieve(handle.id)).tags).toHaveLength(3)
  })

  it('applies operations to the run, its parent and its root, and loses none of concurrent ones', async () => {
    const root = await tasks.trigger('hello', {}, { metadata: { count: 0 }, delay: '1h' })
    const child = (await trigger({ parentRunId: root.id, delay: '1h', metadata: { mine: [] } })).body.id
    const put = (id: string, body: unknown) => test.call('PUT', `/api/v1/runs/${id}/metadata`, body)
    const increment = { type: 'increment', key: 'count', value: 1 }
    await Promise.all(
      Array.from({ length: 10 }, () => put(child, { rootOperations: [increment], parentOperations: [increment] })),
    )
    expect((await runs.retrieve(root.id)).metadata).toEqual({ count: 20 })
    const answer = await put(child, {
      operations: [
        { type: 'append', key: 'mine', value: 'a' },
        { type: 'set', key: 'done', value: true },
      ],
    })
    expect(answer).toMatchObject({ status: 200, body: { metadata: { mine: ['a'], done: true } } })
    const read = await test.call('GET', `/api/v1/runs/${child}/metadata`)
    expect(read.body).toEqual({
      metadata: JSON.stringify({ mine: ['a'], done: true }),
      metadataType: 'application/json',
    })
  })

  it('refuses metadata over 256 KiB, on trigger and later', async () => {
    const metadata = { big: 'x'.repeat(262_144) }
    const error = 'Metadata exceeds maximum size of 262144 bytes'
    expect(await trigger({ metadata })).toMatchObject({ status: 413, body: { error } })
    const handle = await tasks.trigger('hello', {}, { delay: '1h' })
    const later = await test.call('PUT', `/api/v1/runs/${handle.id}/metadata`, { metadata })
    expect(later).toMatchObject({ status: 413, body: { error } })
  })

  it('moves updatedAt and the revision forward with every change', async () => {
    const handle = await tasks.trigger('hello', {}, { delay: '1h' })
    const id = handle.id.replace('run_', '')
    const read = async () =>
      (
        await test.query<{ at: Date; revision: number }>('select updated_at as at, revision from runs where id = $1', [
          id,
        ])
      ).rows[0]
    let before = await read()
    for (let n = 0; n < 5; n++) {
      await test.call('PUT', `/api/v1/runs/${handle.id}/metadata`, {
        operations: [{ type: 'set', key: 'n', value: n }],
      })
      const after = await read()
      expect(after?.revision).toBe((before?.revision as number) + 1)
      expect(after?.at.getTime()).toBeGreaterThan(before?.at.getTime() as number)
      before = after
    }
  })
})

describe('the result of a run', () => {
  it('is there when the run is finished, not before', async () => {
    const handle = await tasks.trigger('hello', {})
    const path = `/api/v1/runs/${handle.id}/result`
    expect(await test.call('GET', path)).toMatchObject({
      status: 404,
      body: { error: "Run either doesn't exist or is not finished" },
    })
    await worker.succeed(await worker.startNext(), { sum: 3 })
    expect((await test.call('GET', path)).body).toMatchObject({
      ok: true,
      id: handle.id,
      output: '{"sum":3}',
      taskIdentifier: 'hello',
    })
  })
})

describe('large payloads and outputs', () => {
  it('go past the trigger call and come back whole', async () => {
    const payload = { text: 'x'.repeat(400_000) }
    const handle = await tasks.trigger('hello', payload)
    const started = await worker.startNext()
    expect(started.execution.run.payloadType).toBe('application/store')
    const link = await test.call('GET', `/api/v1/packets/${encodeURIComponent(started.execution.run.payload)}`)
    const stored = await (await fetch(link.body.presignedUrl)).json()
    expect(stored.json ?? stored).toEqual(payload)
    await worker.succeed(started)
    expect((await runs.retrieve(handle.id)).payload).toEqual(payload)
    const tampered = link.body.presignedUrl.replace('packets/', 'packets/other')
    expect((await fetch(tampered)).status).toBe(403)
  })

  it('of a run can be read with a public token that may read the run, and no other', async () => {
    const handle = await tasks.trigger('hello', {})
    const started = await worker.startNext()
    const name = `${handle.id}-1/output.json`
    const { body } = await test.call('PUT', `/api/v2/packets/${encodeURIComponent(name)}`)
    await fetch(body.presignedUrl, { method: 'PUT', body: '"large"' })
    const output = { output: name, outputType: 'application/store' }
    await worker.complete(started, { ok: true, id: handle.id, ...output, usage: { durationMs: 1 } })
    const read = (token: string, packet = name) =>
      test.call('GET', `/api/v1/packets/${encodeURIComponent(packet)}`, undefined, { authorization: `Bearer ${token}` })
    const link = await read(handle.publicAccessToken)
    expect(await (await fetch(link.body.presignedUrl)).text()).toBe('"large"')
    const other = await tasks.trigger('hello', {})
    expect((await read(other.publicAccessToken)).status).toBe(403)
    expect((await read(handle.publicAccessToken, `${handle.id}-1/another.json`)).status).toBe(404)
    await worker.succeed(await worker.startNext())
  })
})

import { runs } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { type StartedRun, TestWorker } from '../contract/test-worker'
import { changeRun } from '../realtime/test-change-run'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'import' }])
})

afterAll(() => platform.end())

const LARGE = 'x'.repeat(262_144)

async function startRun(options: { metadata?: Record<string, string>; parent?: StartedRun } = {}): Promise<StartedRun> {
  const { parent, ...rest } = options
  const body = { payload: '{}', options: { ...rest, ...(parent && { parentRunId: parent.id }) } }
  const answer = await platform.call('POST', '/api/v1/tasks/import/trigger', body)
  expect(answer.status).toBe(200)
  return worker.startNext()
}

const put = (runId: string, body: unknown) => platform.call('PUT', `/api/v1/runs/${runId}/metadata`, body)
const operate = (runId: string, ...operations: unknown[]) => put(runId, { operations })
const metadataOf = async (runId: string) => (await runs.retrieve(runId)).metadata

describe('operations', () => {
  test('are applied in the order of the flush', async () => {
    const run = await startRun({ metadata: { from: 'trigger' } })
    const { status, body } = await operate(
      run.id,
      { type: 'set', key: 'step', value: { name: 'load', of: 3 } },
      { type: 'set', key: '$.step.name', value: 'parse' },
      { type: 'increment', key: 'done', value: 2 },
      { type: 'increment', key: 'done', value: -0.5 },
      { type: 'append', key: 'log', value: 'a' },
      { type: 'append', key: 'log', value: { b: [] } },
      { type: 'append', key: 'from', value: 'task' },
      { type: 'remove', key: 'log', value: 'a' },
      { type: 'set', key: 'gone', value: 1 },
      { type: 'delete', key: 'gone' },
    )
    const expected = { from: ['trigger', 'task'], step: { name: 'parse', of: 3 }, done: 1.5, log: [{ b: [] }] }
    expect([status, body]).toEqual([200, { metadata: expected }])
    expect(await metadataOf(run.id)).toEqual(expected)
    await operate(run.id, { type: 'update', value: { only: 'this' } }, { type: 'set', key: 'and', value: null })
    expect(await metadataOf(run.id)).toEqual({ only: 'this', and: null })
    await worker.succeed(run)
  })

  test('that do not fit what is there change nothing, and are no error', async () => {
    const run = await startRun({ metadata: { text: 'a' } })
    const before = (await runs.retrieve(run.id)).updatedAt
    const { status, body } = await operate(
      run.id,
      { type: 'remove', key: 'text', value: 'a' },
      { type: 'delete', key: 'nothing' },
    )
    expect([status, body]).toEqual([200, { metadata: { text: 'a' } }])
    expect((await runs.retrieve(run.id)).updatedAt).toEqual(before)
    await worker.succeed(run)
  })

  test('that are none are refused with what is wrong', async () => {
    const run = await startRun()
    const { status, body } = await operate(run.id, { type: 'explode', key: 'a' })
    expect(status).toBe(400)
    expect(body.error).toContain('operations')
    const polluting = await operate(run.id, { type: 'set', key: '__proto__', value: { polluted: true } })
    expect(polluting.status).toBe(400)
    await worker.succeed(run)
  })

  test('begin anew where the metadata is no object', async () => {
    const run = await startRun()
    await changeRun(platform, run.id, `metadata = '"just text"'`)
    expect((await operate(run.id, { type: 'set', key: 'a', value: 1 })).body).toEqual({ metadata: { a: 1 } })
    await worker.succeed(run)
  })

  test('of two hundred writers at once are all in, whatever else happens to the run', async () => {
    const run = await startRun()
    const writers = Array.from({ length: 200 }, (_, index) => index)
    const disturbing = (async () => {
      for (let n = 0; n < 20; n++) await changeRun(platform, run.id, `tags = '{t${n}}'`)
    })()
    const answers = await Promise.all(
      writers.map((index) =>
        operate(run.id, { type: 'increment', key: 'count', value: 1 }, { type: 'append', key: 'seen', value: index }),
      ),
    )
    await disturbing
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const { count, seen } = (await metadataOf(run.id)) as { count: number; seen: number[] }
    expect(count).toBe(200)
    expect([...seen].sort((a, b) => a - b)).toEqual(writers)
    // Each writer was told of a state that has its own change in it.
    answers.forEach(({ body }, index) => {
      expect(body.metadata.seen).toContain(index)
    })
    await worker.succeed(run)
  })
})

describe('parents and roots', () => {
  test('get the operations meant for them; a run without a parent is its own', async () => {
    const root = await startRun()
    const parent = await startRun({ parent: root })
    const child = await startRun({ parent })
    const to = (name: string) => [{ type: 'append', key: 'from', value: name }]
    const body = { operations: to('self'), parentOperations: to('to parent'), rootOperations: to('to root') }
    await put(child.id, body)
    expect(await metadataOf(child.id)).toEqual({ from: ['self'] })
    expect(await metadataOf(parent.id)).toEqual({ from: ['to parent'] })
    expect(await metadataOf(root.id)).toEqual({ from: ['to root'] })
    await put(root.id, body)
    expect(await metadataOf(root.id)).toEqual({ from: ['to root', 'to parent', 'to root', 'self'] })
    for (const run of [child, parent, root]) await worker.succeed(run)
  })

  test('that have no room left do not keep the child from its own', async () => {
    const parent = await startRun({ metadata: { full: LARGE.slice(100) } })
    const child = await startRun({ parent })
    const { status } = await put(child.id, {
      operations: [{ type: 'set', key: 'own', value: 1 }],
      parentOperations: [{ type: 'set', key: 'more', value: LARGE.slice(1000) }],
    })
    expect(status).toBe(200)
    expect(await metadataOf(child.id)).toEqual({ own: 1 })
    expect(Object.keys((await metadataOf(parent.id)) ?? {})).toEqual(['full'])
    for (const run of [child, parent]) await worker.succeed(run)
  })
})

describe('the limit of 256 KiB', () => {
  const refusal = { error: 'Metadata exceeds maximum size of 262144 bytes' }

  test('holds for a trigger, an operation and a whole', async () => {
    const trigger = await platform.call('POST', '/api/v1/tasks/import/trigger', {
      payload: '{}',
      options: { metadata: { big: LARGE } },
    })
    expect([trigger.status, trigger.body]).toEqual([413, refusal])
    const run = await startRun({ metadata: { kept: 'yes' } })
    const operation = await operate(run.id, { type: 'set', key: 'big', value: LARGE })
    expect([operation.status, operation.body]).toEqual([413, refusal])
    const whole = await put(run.id, { metadata: { big: LARGE } })
    expect([whole.status, whole.body]).toEqual([413, refusal])
    expect(await metadataOf(run.id)).toEqual({ kept: 'yes' })
    await worker.succeed(run)
  })

  test('counts bytes, to the last one', async () => {
    const run = await startRun()
    const room = 262_144 - JSON.stringify({ text: '' }).length
    const euros = (bytes: number) => '€'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3)
    expect((await put(run.id, { metadata: { text: euros(room) } })).status).toBe(200)
    expect((await put(run.id, { metadata: { text: euros(room + 1) } })).status).toBe(413)
    await worker.succeed(run)
  })

  test('does not keep a run from ending: what its last flush is too much of is left out', async () => {
    const run = await startRun({ metadata: { kept: 'yes' } })
    const flushed = { operations: [{ type: 'set', key: 'big', value: LARGE }] }
    expect((await worker.succeed(run, { ok: true }, flushed)).attemptStatus).toBe('RUN_FINISHED')
    expect(await runs.retrieve(run.id)).toMatchObject({ status: 'COMPLETED', metadata: { kept: 'yes' } })
  })
})

describe('a run that has ended', () => {
  test('can be told about for an hour', async () => {
    const run = await startRun()
    await worker.succeed(run, null, { operations: [{ type: 'set', key: 'last', value: 'words' }] })
    await operate(run.id, { type: 'set', key: 'after', value: 1 })
    expect(await metadataOf(run.id)).toEqual({ last: 'words', after: 1 })
    await changeRun(platform, run.id, `completed_at = completed_at - interval '61 minutes'`)
    const late = await operate(run.id, { type: 'set', key: 'late', value: 1 })
    expect([late.status, late.body]).toEqual([422, { error: 'Cannot update metadata for a completed run' }])
  })
})

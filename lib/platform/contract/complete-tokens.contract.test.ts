import { wait } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from './test-platform'
import { TestWaits } from './test-waits'
import { type StartedRun, TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
let waits: TestWaits

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'approval' }])
  waits = new TestWaits(test, worker)
})
afterAll(() => test.end())

const raw = (id: string) => test.call('GET', `/api/v1/waitpoints/tokens/${id}`)
const callBack = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers }).then(async (answer) => ({
    status: answer.status,
    body: await answer.json(),
  }))

describe('completing a token', () => {
  it('lets the first of many callers win, and resumes the run once', async () => {
    const token = await wait.createToken({})
    const run = await waits.startWaiting('approval', token.id)
    const before = await revisionOf(run)
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => wait.completeToken(token.id, { n })))
    expect(answers).toEqual(Array(10).fill({ success: true }))
    const [waitpoint] = await waits.completed(run)
    const { output } = await wait.retrieveToken<{ n: number }>(token.id)
    expect(JSON.parse(waitpoint?.output ?? '').json).toEqual(output)
    expect(await revisionOf(run)).toBe(before + 1)
    await wait.completeToken(token.id, { n: 99 })
    expect((await wait.retrieveToken(token.id)).output).toEqual(output)
    expect(await revisionOf(run)).toBe(before + 1)
    await waits.finish(run)
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 0],
    ['a string that reads like JSON', '{"a":1}'],
    ['a string with a NUL', 'a\0b'],
    ['an array', [1, 'two', { three: 3 }]],
  ])('keeps %s as it is', async (_name, value) => {
    const token = await wait.createToken({})
    await wait.completeToken(token.id, value)
    const { output, status } = await wait.retrieveToken(token.id)
    expect(status).toBe('COMPLETED')
    expect(output).toEqual(value)
  })

  it('needs no output', async () => {
    const token = await wait.createToken({})
    expect(await test.call('POST', `/api/v1/waitpoints/tokens/${token.id}/complete`, {})).toMatchObject({ status: 200 })
    expect((await wait.retrieveToken(token.id)).output).toBeUndefined()
  })

  it('keeps a large output apart, the winner’s', async () => {
    const token = await wait.createToken({})
    const run = await waits.startWaiting('approval', token.id)
    const values = [0, 1, 2].map((n) => ({ n, text: 'x'.repeat(300_000) }))
    await Promise.all(values.map((value) => wait.completeToken(token.id, value)))
    const [waitpoint] = await waits.completed(run)
    expect(waitpoint).toMatchObject({ outputType: 'application/store' })
    const { output } = await wait.retrieveToken<{ n: number; text: string }>(token.id)
    expect(output).toEqual(values[output?.n ?? -1])
    await waits.finish(run)
  })

  it('refuses 4 MB', async () => {
    const token = await wait.createToken({})
    const data = 'x'.repeat(4 * 1024 * 1024)
    expect(await test.call('POST', `/api/v1/waitpoints/tokens/${token.id}/complete`, { data })).toMatchObject({
      status: 413,
    })
  })

  it('ends a wait for a time early', async () => {
    const run = await waits.startRun('approval')
    const { waitpoint } = await worker.waitUntil(run.id, new Date(Date.now() + 3_600_000))
    await wait.completeToken(waitpoint.id, undefined)
    expect(await waits.completed(run)).toMatchObject([{ friendlyId: waitpoint.id, type: 'DATETIME' }])
    await waits.finish(run)
  })

  it('never completes what a run completes', async () => {
    const parent = await waits.startRun('approval')
    await test.call('POST', '/api/v1/tasks/approval/trigger', {
      options: { parentRunId: parent.id, resumeParentOnCompletion: true },
    })
    const { rows } = await test.query<{ id: string }>(
      `select id from waitpoints where type = 'RUN' and status = 'PENDING'`,
    )
    expect(rows).toHaveLength(1)
    const id = `waitpoint_${rows[0]?.id}`
    expect(await test.call('POST', `/api/v1/waitpoints/tokens/${id}/complete`, {})).toMatchObject({ status: 404 })
    await worker.succeed(await worker.startNext())
    await waits.finish(parent)
  })

  it('is 404 for a token that does not exist', async () => {
    for (const id of ['waitpoint_nope', 'nonsense']) {
      expect((await raw(id)).status, id).toBe(404)
      expect((await test.call('POST', `/api/v1/waitpoints/tokens/${id}/complete`, {})).status, id).toBe(404)
    }
  })
})

describe('the callback address', () => {
  it.each<[string, string, string | undefined, unknown]>([
    ['JSON', '{"from":"webhook"}', 'application/json', { from: 'webhook' }],
    ['JSON under another name', '[1]', 'text/plain', [1]],
    ['a form', 'a=1&b=2', 'application/x-www-form-urlencoded', {}],
    ['words', 'thank you', 'text/plain', {}],
    ['nothing', '', undefined, {}],
  ])('takes %s from anybody', async (_name, body, type, output) => {
    const token = await wait.createToken({})
    expect(await callBack(token.url, body, type ? { 'content-type': type } : {})).toEqual({
      status: 200,
      body: { success: true },
    })
    expect((await wait.retrieveToken(token.id)).output).toEqual(output)
  })

  it('keeps the first body and answers again', async () => {
    const token = await wait.createToken({})
    const run = await waits.startWaiting('approval', token.id)
    await callBack(token.url, '{"n":1}')
    expect(await callBack(token.url, '{"n":2}')).toMatchObject({ status: 200 })
    expect(await waits.completed(run)).toMatchObject([{ output: '{"json":{"n":1}}' }])
    await waits.finish(run)
  })

  it.each([
    ['another hash', (url: string) => url.replace(/[^/]+$/, '0'.repeat(64)), 401, "Invalid URL, hash doesn't match"],
    ['no hash worth the name', (url: string) => url.replace(/[^/]+$/, 'x'), 401, "Invalid URL, hash doesn't match"],
    ['another token', (url: string) => url.replace(/waitpoint_\w+/, 'waitpoint_nope'), 404, 'Waitpoint not found'],
  ])('does not open with %s', async (_name, change, status, error) => {
    const token = await wait.createToken({})
    expect(await callBack(change(token.url), '{}')).toEqual({ status, body: { error } })
    expect((await wait.retrieveToken(token.id)).status).toBe('WAITING')
  })
})

async function revisionOf(run: StartedRun): Promise<number> {
  const { rows } = await test.query<{ revision: number }>('select revision from runs where id = $1', [run.id.slice(4)])
  return rows[0]?.revision ?? 0
}

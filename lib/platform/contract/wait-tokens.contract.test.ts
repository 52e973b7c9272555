import { auth, runs, tasks, wait } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { TestPlatform } from './test-platform'
import { type StartedRun, TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [{ id: 'approval' }, { id: 'narrow', queue: { name: 'one-lane', concurrencyLimit: 1 } }],
    { queues: [{ name: 'one-lane', concurrencyLimit: 1 }] },
  )
})
afterAll(() => test.end())

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 30 })
const raw = (id: string) => test.call('GET', `/api/v1/waitpoints/tokens/${id}`)
const callBack = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers }).then(async (answer) => ({
    status: answer.status,
    body: await answer.json(),
  }))

/** What wait.forToken() does inside a task. */
const waitFor = (runId: string, tokenId: string) =>
  test.call('POST', `/engine/v1/runs/${runId}/waitpoints/tokens/${tokenId}/wait`)

async function startRun(task = 'approval'): Promise<StartedRun> {
  const { id } = await tasks.trigger(task, {})
  const started = await worker.startNext()
  expect(started.id).toBe(id)
  return started
}

async function startWaiting(tokenId: string): Promise<StartedRun> {
  const run = await startRun()
  expect(await waitFor(run.id, tokenId)).toMatchObject({ status: 200, body: { success: true } })
  return run
}

async function completedWaitpoints(run: StartedRun) {
  const latest = await worker.latest(run.id)
  expect(latest.snapshot.executionStatus).toBe('EXECUTING')
  return latest.completedWaitpoints
}

const finish = async (run: StartedRun) => worker.succeed(await worker.follow(run))

describe('making a token', () => {
  it('answers with its address and a public token that completes it', async () => {
    const token = await wait.createToken({ timeout: '10m', tags: ['approval', 'order-1'] })
    expect(token).toMatchObject({
      id: expect.stringMatching(/^waitpoint_/),
      isCached: false,
      url: expect.stringContaining(`${test.origin}/api/v1/waitpoints/tokens/${token.id}/callback/`),
    })
    expect(await wait.retrieveToken(token.id)).toMatchObject({ status: 'WAITING', tags: ['approval', 'order-1'] })
    await auth.withAuth({ accessToken: token.publicAccessToken }, () => wait.completeToken(token.id, 'yes'))
    expect(await wait.retrieveToken(token)).toMatchObject({ status: 'COMPLETED', output: 'yes' })
  })

  it.each<[string, string | Date | undefined, number | undefined]>([
    ['a duration', '90s', 90_000],
    ['a date', new Date('2090-01-01T00:00:00Z'), Date.parse('2090-01-01T00:00:00Z')],
    ['a date that has passed', new Date('2020-01-01T00:00:00Z'), undefined],
    ['words', 'next week', undefined],
    ['nothing', undefined, undefined],
  ])('takes %s for its time-out', async (_name, timeout, expected) => {
    const { id } = await wait.createToken(timeout === undefined ? {} : { timeout })
    const { timeoutAt, createdAt } = await wait.retrieveToken(id)
    const moment = expected && expected < 1e9 ? createdAt.getTime() + expected : expected
    expect(timeoutAt?.getTime()).toBe(moment)
  })

  it('gives the same token for the same key, also to callers at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => wait.createToken({ idempotencyKey: 'order-7' })))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(made.filter(({ isCached }) => !isCached)).toHaveLength(1)
    expect(await raw(made[0]?.id ?? '')).toMatchObject({
      body: { idempotencyKey: 'order-7', userProvidedIdempotencyKey: true },
    })
  })

  it('gives a new token when the key has run out, and still finds the old one by it', async () => {
    const wanted = { idempotencyKey: 'short-lived', idempotencyKeyTTL: '1s' }
    const first = await wait.createToken(wanted)
    await test.query(`update waitpoints set idempotency_key_expires_at = now() where idempotency_key = 'short-lived'`)
    const second = await wait.createToken(wanted)
    expect(second).toMatchObject({ isCached: false })
    expect(second.id).not.toBe(first.id)
    const listed = await wait.listTokens({ idempotencyKey: 'short-lived' })
    expect(listed.data.map(({ id }) => id)).toEqual([second.id, first.id])
    expect((await raw(first.id)).body).toMatchObject({ inactiveIdempotencyKey: 'short-lived' })
  })

  it.each<[string, unknown, number, unknown]>([
    ['11 tags', { tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, 422, /only have 10 tags, .* set 11\./],
    ['a tag of 129 characters', { tags: ['x'.repeat(129)] }, 400, /^Validation error: /],
    ['a key of 2049 characters', { idempotencyKey: 'x'.repeat(2049) }, 400, /2048 characters or less/],
    ['20 KB', { tags: 'x'.repeat(20_000) }, 413, /too large/],
    ['nothing at all', '', 400, /empty/],
  ])('refuses %s', async (_name, body, status, error) => {
    const answer = await test.call('POST', '/api/v1/waitpoints/tokens', body)
    expect(answer).toMatchObject({ status, body: { error: expect.stringMatching(error as RegExp) } })
  })
})

describe('waiting for a token', () => {
  it('shows the run as waiting and resumes it with the output', async () => {
    const token = await wait.createToken({})
    const run = await startWaiting(token.id)
    expect(await runs.retrieve(run.id)).toMatchObject({ status: 'WAITING', isWaiting: true })
    await wait.completeToken(token.id, { by: 'Ada' })
    const [waitpoint] = await completedWaitpoints(run)
    expect(waitpoint).toMatchObject({
      friendlyId: token.id,
      type: 'MANUAL',
      outputIsError: false,
      output: '{"json":{"by":"Ada"}}',
      outputType: 'application/super+json',
    })
    await finish(run)
  })

  it('does not wait for one that is complete already, nor lose one that completes meanwhile', async () => {
    const token = await wait.createToken({})
    await wait.completeToken(token.id, 1)
    const early = await startWaiting(token.id)
    expect(await completedWaitpoints(early)).toHaveLength(1)
    await finish(early)
    for (let round = 0; round < 6; round++) {
      const racing = await wait.createToken({})
      const run = await startRun()
      await Promise.all([waitFor(run.id, racing.id), wait.completeToken(racing.id, round)])
      expect(await completedWaitpoints(run)).toMatchObject([{ friendlyId: racing.id }])
      await finish(run)
    }
  })

  it('resumes every run that waits for the same token', async () => {
    const token = await wait.createToken({})
    const waiting = [await startWaiting(token.id), await startWaiting(token.id), await startWaiting(token.id)]
    await wait.completeToken(token.id, 'go')
    for (const run of waiting) {
      expect(await completedWaitpoints(run)).toMatchObject([{ output: 'go', outputType: 'text/plain' }])
      await finish(run)
    }
  })

  it('ends with the error of the time-out when nobody completes it', async () => {
    const token = await wait.createToken({ timeout: '1s' })
    const run = await startWaiting(token.id)
    await eventually(async () => {
      const { timeoutAt, error, status } = await wait.retrieveToken(token.id)
      expect(status).toBe('TIMED_OUT')
      expect(error?.message).toBe(`Waitpoint timed out at ${timeoutAt?.toISOString()}`)
    })
    const [waitpoint] = await completedWaitpoints(run)
    expect(waitpoint).toMatchObject({ outputIsError: true, outputType: 'application/json' })
    expect(JSON.parse(waitpoint?.output ?? '')).toEqual({
      code: 'TRIGGER_WAITPOINT_TIMEOUT',
      message: expect.stringMatching(/^Waitpoint timed out at \d{4}-/),
    })
    await wait.completeToken(token.id, 'too late')
    expect((await raw(token.id)).body).toMatchObject({ status: 'TIMED_OUT', outputIsError: true })
    await finish(run)
  })

  it('survives a restart of the platform in the middle of the wait', async () => {
    const [token, slow] = [await wait.createToken({}), await wait.createToken({ timeout: '1s' })]
    const runsWaiting = [await startWaiting(token.id), await startWaiting(slow.id)] as const
    await test.restart()
    await wait.completeToken(token.id, 'after the restart')
    expect(await completedWaitpoints(runsWaiting[0])).toMatchObject([{ output: 'after the restart' }])
    await eventually(async () => {
      expect(await completedWaitpoints(runsWaiting[1])).toMatchObject([{ outputIsError: true }])
    })
    for (const run of runsWaiting) await finish(run)
  })

  it('gives the place in the queue to the next run meanwhile', async () => {
    const token = await wait.createToken({})
    const first = await startRun('narrow')
    const { id } = await tasks.trigger('narrow', {})
    expect(await worker.dequeueNow()).toEqual([])
    await waitFor(first.id, token.id)
    const second = await worker.startNext()
    expect(second.id).toBe(id)
    await wait.completeToken(token.id, undefined)
    expect((await worker.latest(first.id)).snapshot.executionStatus).toBe('QUEUED_EXECUTING')
    await worker.succeed(second)
    expect(await completedWaitpoints(first)).toHaveLength(1)
    await finish(first)
  })

  it('leaves the token open when the waiting run is canceled', async () => {
    const token = await wait.createToken({})
    const run = await startWaiting(token.id)
    await runs.cancel(run.id)
    expect(await wait.retrieveToken(token.id)).toMatchObject({ status: 'WAITING' })
    await wait.completeToken(token.id, 'nobody waits')
    expect(await wait.retrieveToken(token.id)).toMatchObject({ status: 'COMPLETED' })
    expect((await runs.retrieve(run.id)).status).toBe('CANCELED')
    await worker.disconnect([run.id])
  })

  it('is for runs and tokens that exist, and for runs that execute', async () => {
    const token = await wait.createToken({})
    const queued = await tasks.trigger('approval', {}, { delay: '1h' })
    expect(await waitFor('run_nope', token.id)).toMatchObject({ status: 404, body: { error: 'Run not found' } })
    expect(await waitFor(queued.id, 'waitpoint_nope')).toMatchObject({
      status: 404,
      body: { error: 'Waitpoint not found' },
    })
    expect(await waitFor(queued.id, token.id)).toMatchObject({ status: 422 })
    await runs.cancel(queued.id)
  })
})

describe('completing a token', () => {
  it('lets the first of many callers win, and resumes the run once', async () => {
    const token = await wait.createToken({})
    const run = await startWaiting(token.id)
    const before = await revisionOf(run)
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => wait.completeToken(token.id, { n })))
    expect(answers).toEqual(Array(10).fill({ success: true }))
    const [waitpoint] = await completedWaitpoints(run)
    const { output } = await wait.retrieveToken<{ n: number }>(token.id)
    expect(JSON.parse(waitpoint?.output ?? '').json).toEqual(output)
    expect(await revisionOf(run)).toBe(before + 1)
    await wait.completeToken(token.id, { n: 99 })
    expect((await wait.retrieveToken(token.id)).output).toEqual(output)
    expect(await revisionOf(run)).toBe(before + 1)
    await finish(run)
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
    const run = await startWaiting(token.id)
    const values = [0, 1, 2].map((n) => ({ n, text: 'x'.repeat(300_000) }))
    await Promise.all(values.map((value) => wait.completeToken(token.id, value)))
    const [waitpoint] = await completedWaitpoints(run)
    expect(waitpoint).toMatchObject({ outputType: 'application/store' })
    const { output } = await wait.retrieveToken<{ n: number; text: string }>(token.id)
    expect(output).toEqual(values[output?.n ?? -1])
    await finish(run)
  })

  it('refuses 4 MB', async () => {
    const token = await wait.createToken({})
    const data = 'x'.repeat(4 * 1024 * 1024)
    expect(await test.call('POST', `/api/v1/waitpoints/tokens/${token.id}/complete`, { data })).toMatchObject({
      status: 413,
    })
  })

  it('ends a wait for a time early', async () => {
    const run = await startRun()
    const { waitpoint } = await worker.waitUntil(run.id, new Date(Date.now() + 3_600_000))
    await wait.completeToken(waitpoint.id, undefined)
    expect(await completedWaitpoints(run)).toMatchObject([{ friendlyId: waitpoint.id, type: 'DATETIME' }])
    await finish(run)
  })

  it('never completes what a run completes', async () => {
    const parent = await startRun()
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
    await finish(parent)
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
    const run = await startWaiting(token.id)
    await callBack(token.url, '{"n":1}')
    expect(await callBack(token.url, '{"n":2}')).toMatchObject({ status: 200 })
    expect(await completedWaitpoints(run)).toMatchObject([{ output: '{"json":{"n":1}}' }])
    await finish(run)
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

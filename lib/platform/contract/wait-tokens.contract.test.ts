import { auth, runs, tasks, wait } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { repair } from '../sweeper/repair'
import { TestPlatform } from './test-platform'
import { TestWaits } from './test-waits'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
let waits: TestWaits

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(
    () => test.origin,
    [{ id: 'approval' }, { id: 'narrow', queue: { name: 'one-lane', concurrencyLimit: 1 } }],
    { queues: [{ name: 'one-lane', concurrencyLimit: 1 }] },
  )
  waits = new TestWaits(test, worker)
})
afterAll(() => test.end())

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 30 })
const raw = (id: string) => test.call('GET', `/api/v1/waitpoints/tokens/${id}`)

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
    const run = await waits.startWaiting('approval', token.id)
    expect(await runs.retrieve(run.id)).toMatchObject({ status: 'WAITING', isWaiting: true })
    await wait.completeToken(token.id, { by: 'Ada' })
    const [waitpoint] = await waits.completed(run)
    expect(waitpoint).toMatchObject({
      friendlyId: token.id,
      type: 'MANUAL',
      outputIsError: false,
      output: '{"json":{"by":"Ada"}}',
      outputType: 'application/super+json',
    })
    await waits.finish(run)
  })

  it('does not wait for one that is complete already, nor lose one that completes meanwhile', async () => {
    const token = await wait.createToken({})
    await wait.completeToken(token.id, 1)
    const early = await waits.startWaiting('approval', token.id)
    expect(await waits.completed(early)).toHaveLength(1)
    await waits.finish(early)
    for (let round = 0; round < 6; round++) {
      const racing = await wait.createToken({})
      const run = await waits.startRun('approval')
      await Promise.all([waits.waitFor(run.id, racing.id), wait.completeToken(racing.id, round)])
      expect(await waits.completed(run)).toMatchObject([{ friendlyId: racing.id }])
      await waits.finish(run)
    }
  })

  it('resumes every run that waits for the same token', async () => {
    const token = await wait.createToken({})
    const waiting = [
      await waits.startWaiting('approval', token.id),
      await waits.startWaiting('approval', token.id),
      await waits.startWaiting('approval', token.id),
    ]
    await wait.completeToken(token.id, 'go')
    for (const run of waiting) {
      expect(await waits.completed(run)).toMatchObject([{ output: 'go', outputType: 'text/plain' }])
      await waits.finish(run)
    }
  })

  it('ends with the error of the time-out when nobody completes it', async () => {
    const token = await wait.createToken({ timeout: '1s' })
    const run = await waits.startWaiting('approval', token.id)
    const [waitpoint] = await vi.waitFor(() => waits.completed(run), 8_000)
    expect(waitpoint).toMatchObject({ outputIsError: true, outputType: 'application/json' })
    const { timeoutAt, error, status } = await wait.retrieveToken(token.id)
    const message = `Waitpoint timed out at ${timeoutAt?.toISOString()}`
    expect({ status, message: error?.message }).toEqual({ status: 'TIMED_OUT', message })
    expect(JSON.parse(waitpoint?.output ?? '')).toEqual({ code: 'TRIGGER_WAITPOINT_TIMEOUT', message })
    await wait.completeToken(token.id, 'too late')
    expect((await raw(token.id)).body).toMatchObject({ status: 'TIMED_OUT', outputIsError: true })
    await waits.finish(run)
  })

  it('survives a restart of the platform in the middle of the wait', async () => {
    const [token, slow] = [await wait.createToken({}), await wait.createToken({ timeout: '1s' })]
    const runsWaiting = [
      await waits.startWaiting('approval', token.id),
      await waits.startWaiting('approval', slow.id),
    ] as const
    await test.restart()
    await wait.completeToken(token.id, 'after the restart')
    expect(await waits.completed(runsWaiting[0])).toMatchObject([{ output: 'after the restart' }])
    await eventually(async () => {
      expect(await waits.completed(runsWaiting[1])).toMatchObject([{ outputIsError: true }])
    })
    for (const run of runsWaiting) await waits.finish(run)
  })

  it('is made up for when the platform died between completing the token and waking the run', async () => {
    const token = await wait.createToken({})
    const run = await waits.startWaiting('approval', token.id)
    await test.query(`update waitpoints set status = 'COMPLETED', output = '7', completed_at = now() where id = $1`, [
      token.id.slice('waitpoint_'.length),
    ])
    expect((await worker.latest(run.id)).snapshot.executionStatus).toBe('EXECUTING_WITH_WAITPOINTS')
    await repair(test.platform.deps, new Date())
    expect(await waits.completed(run)).toMatchObject([{ output: '7' }])
    await waits.finish(run)
  })

  it('gives the place in the queue to the next run meanwhile', async () => {
    const token = await wait.createToken({})
    const first = await waits.startRun('narrow')
    const { id } = await tasks.trigger('narrow', {})
    expect(await worker.dequeueNow()).toEqual([])
    await waits.waitFor(first.id, token.id)
    const second = await worker.startNext()
    expect(second.id).toBe(id)
    await wait.completeToken(token.id, undefined)
    expect((await worker.latest(first.id)).snapshot.executionStatus).toBe('QUEUED_EXECUTING')
    await worker.succeed(second)
    expect(await waits.completed(first)).toHaveLength(1)
    await waits.finish(first)
  })

  it('leaves the token open when the waiting run is canceled', async () => {
    const token = await wait.createToken({})
    const run = await waits.startWaiting('approval', token.id)
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
    expect(await waits.waitFor('run_nope', token.id)).toMatchObject({ status: 404, body: { error: 'Run not found' } })
    expect(await waits.waitFor(queued.id, 'waitpoint_nope')).toMatchObject({
      status: 404,
      body: { error: 'Waitpoint not found' },
    })
    expect(await waits.waitFor(queued.id, token.id)).toMatchObject({ status: 422 })
    await runs.cancel(queued.id)
  })
})

describe('waiting for a time with an idempotency key', () => {
  const later = () => new Date(Date.now() + 3_600_000)
  const waitWith = (run: { id: string }, idempotencyKey: string, date: Date, idempotencyKeyTTL?: string) =>
    test.call('POST', `/engine/v1/runs/${run.id}/wait/duration`, { date, idempotencyKey, idempotencyKeyTTL })

  it('joins the wait that was begun before, with its date', async () => {
    const [first, second] = [await waits.startRun('approval'), await waits.startRun('approval')]
    const begun = await waitWith(first, 'shared-wait', new Date(Date.now() + 900))
    const joined = await waitWith(second, 'shared-wait', later())
    expect(joined.body).toEqual(begun.body)
    await eventually(async () => {
      for (const run of [first, second]) expect(await waits.completed(run)).toMatchObject([{ type: 'DATETIME' }])
    })
    const third = await waits.startRun('approval')
    expect((await waitWith(third, 'shared-wait', later())).body).toEqual(begun.body)
    expect(await waits.completed(third)).toMatchObject([{ idempotencyKey: 'shared-wait' }])
    for (const run of [first, second, third]) await waits.finish(run)
  })

  it('begins a new wait when the key has run out', async () => {
    const run = await waits.startRun('approval')
    const first = await waitWith(run, 'short-wait', later(), '1s')
    await test.query(`update waitpoints set idempotency_key_expires_at = now() where idempotency_key = 'short-wait'`)
    const other = await waits.startRun('approval')
    const second = await waitWith(other, 'short-wait', later())
    expect(second.body.waitpoint.id).not.toBe(first.body.waitpoint.id)
    for (const { body } of [first, second]) await wait.completeToken(body.waitpoint.id, undefined)
    for (const waiting of [run, other]) await waits.finish(waiting)
  })
})

import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { createPlatform } from '../server'
import { ACCESS_TOKEN, PROJECT_REF, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
const TASKS = [{ id: 'hello', retry: { maxAttempts: 3 } }]

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, TASKS)
})
afterAll(() => test.end())

describe('a restart of the platform', () => {
  it('in the middle of a run goes unnoticed by the worker that holds it', async () => {
    const handle = await tasks.trigger('hello', {})
    const started = await worker.startNext()
    await test.restart()
    await worker.heartbeat(started)
    await worker.succeed(started, 'still here')
    expect(await runs.retrieve(handle.id)).toMatchObject({ status: 'COMPLETED', output: 'still here' })
  })

  it('keeps queued and delayed runs, waits and retries', async () => {
    const waiting = await tasks.trigger('hello', {})
    const waiter = await worker.startNext()
    await worker.waitUntil(waiting.id, new Date(Date.now() + 3_600_000))
    const retrying = await tasks.trigger('hello', {})
    const error = { type: 'STRING_ERROR', raw: 'later' } as const
    await worker.fail(await worker.startNext(), error, { timestamp: Date.now() + 31_000, delay: 31_000 })
    const delayed = await tasks.trigger('hello', {}, { delay: '1h' })
    const queued = await tasks.trigger('hello', {})
    await test.shutDown()
    // As if the hour had passed meanwhile.
    await test.offline(`
      update waitpoints set completed_after = now() where status = 'PENDING';
      update executions set available_at = now() where status = 'DELAYED'`)
    await test.boot()
    await vi.waitFor(async () => expect((await runs.retrieve(waiting.id)).status).toBe('EXECUTING'), { timeout: 5_000 })
    await worker.succeed(await worker.follow(waiter))
    const continued = [await worker.startNext(), await worker.startNext()]
    expect(continued.map((run) => run.id).sort()).toEqual([delayed.id, queued.id].sort())
    for (const run of continued) await worker.succeed(run)
    await test.query(`update executions set available_at = now() where status = 'QUEUED'`)
    const second = await worker.startNext()
    expect(second.execution).toMatchObject({ run: { id: retrying.id }, attempt: { number: 2 } })
    await worker.succeed(second)
  })

  it('repairs what died between the end of a child and the waking of its parent', async () => {
    const parent = await tasks.trigger('hello', {})
    const started = await worker.startNext()
    const body = { options: { parentRunId: parent.id, resumeParentOnCompletion: true } }
    await test.call('POST', '/api/v1/tasks/hello/trigger', body)
    await worker.startNext()
    await test.shutDown()
    // As if the platform had died right after the commit that ended the child.
    await test.offline(`
      with ended as (update runs set status = 'COMPLETED_SUCCESSFULLY', final_status = 'COMPLETED_SUCCESSFULLY', output = '7', completed_at = now()
                     where parent_id is not null and final_status is null returning id)
      update executions set status = 'FINISHED' where run_id in (select id from ended)`)
    await test.boot()
    await vi.waitFor(
      async () => expect((await worker.latest(parent.id)).completedWaitpoints).toMatchObject([{ output: '7' }]),
      { timeout: 5_000 },
    )
    await worker.succeed(await worker.follow(started))
  })

  it('lets two platforms start on one empty database at once', async () => {
    await test.offline('drop schema public cascade; create schema public')
    const config = {
      databaseUrl: test.databaseUrl,
      secretKey: SECRET_KEY,
      accessToken: ACCESS_TOKEN,
      projectRef: PROJECT_REF,
      logLevel: 'error',
    }
    const both = await Promise.all([createPlatform(config), createPlatform(config)])
    expect(both[0].deps.environment).toEqual(both[1].deps.environment)
    await Promise.all(both.map((platform) => platform.close()))
  })
})

import { batch, runs, tasks, wait } from '@trigger.dev/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { enforceRetention } from '../retention/enforce-retention'
import { TestPlatform } from './test-platform'
import { type StartedRun, TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
const MONTH = { days: 30, runs: null }

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'job' }, { id: 'child' }])
})
afterAll(() => test.end())
afterEach(() => test.query('truncate runs, waitpoints, packets, batches, trace_events cascade'))

const enforce = (policy: { days: number | null; runs: number | null } = MONTH) =>
  enforceRetention(test.platform.deps, policy, new Date())
const internal = (id: string) => id.slice('run_'.length)
const left = async () =>
  (await test.query<{ id: string }>('select id from runs order by created_at, id')).rows.map((row) => `run_${row.id}`)

/** Everything about these runs happened so many days earlier. */
async function age(days: number, ids: string[]): Promise<void> {
  await test.query(
    `update runs set created_at = created_at - $2 * interval '1 day', completed_at = completed_at - $2 * interval '1 day'
     where id = any($1)`,
    [ids.map(internal), days],
  )
}

async function finished(options: Record<string, unknown> = {}, payload: unknown = {}): Promise<string> {
  const { id } = await tasks.trigger('job', payload, options)
  await worker.succeed(await worker.startNext(), 'done')
  return id
}

describe('runs that are over', () => {
  it('go with their events and executions when they are too old, and not before', async () => {
    const [old, young] = [await finished(), await finished()]
    await age(31, [old])
    await age(29, [young])
    await test.query(
      `insert into trace_events (run_id, span_id, trace_id, kind, level, message, start_time_ns)
       select id, 'span', 't', 'LOG', 'INFO', 'hello', 0 from runs`,
    )
    await enforce()
    expect(await left()).toEqual([young])
    const { rows } = await test.query(
      `select (select count(*) from executions) as executions, (select count(*) from trace_events) as events`,
    )
    expect(rows).toEqual([{ executions: 1, events: 1 }])
    await expect(runs.retrieve(old, { retry: { maxAttempts: 1 } })).rejects.toMatchObject({ status: 404 })
  })

  it('go beyond the number that is kept, oldest first', async () => {
    const ids: string[] = []
    for (let count = 0; count < 5; count++) ids.push(await finished())
    for (const [index, id] of ids.entries()) await age(5 - index, [id])
    await enforce({ days: null, runs: 3 })
    expect(await left()).toEqual(ids.slice(2))
    await enforce({ days: null, runs: 3 })
    expect(await left()).toHaveLength(3)
  })

  it('all stay when nothing bounds them', async () => {
    await age(1_000, [await finished()])
    await enforce({ days: null, runs: null })
    expect(await left()).toHaveLength(1)
  })

  it('go page by page, over those that stay', async () => {
    await test.query(
      `insert into runs (id, environment_id, task_id, status, final_status, queue_name, trace_id, span_id, created_at,
                         completed_at, updated_at)
       select 'old' || n, e.id, 'job', s.status, s.final, 'task/job', 't', 's', now() - interval '60 days', now() - interval '60 days', now()
       from environments e, generate_series(1, 1000) n,
         lateral (select case when n % 2 = 0 then 'CANCELED' else 'PENDING' end as status, case when n % 2 = 0 then 'CANCELED' end as final) s`,
    )
    await enforce()
    expect(await left()).toHaveLength(500)
  })
})

describe('what is kept however old it is', () => {
  it('is a run that is not over', async () => {
    const { id: delayed } = await tasks.trigger('job', {}, { delay: '1h' })
    const { id: queued } = await tasks.trigger('job', {})
    await age(90, [delayed, queued])
    await enforce()
    expect(await left()).toHaveLength(2)
    await runs.cancel(queued)
  })

  it('is the family of a run that is not over', async () => {
    const { id: parent } = await tasks.trigger('job', {})
    const started = await worker.startNext()
    const child = await test.call('POST', '/api/v1/tasks/child/trigger', { options: { parentRunId: parent } })
    await worker.succeed(await worker.startNext())
    await age(90, [parent, child.body.id])
    await enforce()
    expect(await left()).toHaveLength(2)
    await worker.succeed(started)
    await age(90, [parent])
    await enforce()
    expect(await left()).toEqual([])
  })

  it('is a run that its idempotency key still promises', async () => {
    const promised = await finished({ idempotencyKey: 'promise', idempotencyKeyTTL: '365d' })
    const expired = await finished({ idempotencyKey: 'past', idempotencyKeyTTL: '1s' })
    await test.query(`update runs set idempotency_key_expires_at = now() - interval '1 day' where id = $1`, [
      internal(expired),
    ])
    await age(90, [promised, expired])
    await enforce()
    expect(await left()).toEqual([promised])
  })

  it('is a run that the worker has not let go of', async () => {
    const { id } = await tasks.trigger('job', {})
    const started = await worker.startNext()
    await runs.cancel(id)
    await age(90, [id])
    await enforce()
    expect(await left()).toEqual([id])
    await worker.succeed(started)
    await enforce()
    expect(await left()).toEqual([])
  })

  it('is a token that nobody completed', async () => {
    const [open, done] = [await wait.createToken({ timeout: '1y' }), await wait.createToken({ timeout: '1y' })]
    await wait.completeToken(done, {})
    await test.query(
      `update waitpoints set created_at = created_at - interval '90 days', completed_at = completed_at - interval '90 days'`,
    )
    await enforce()
    const { rows } = await test.query<{ id: string }>('select id from waitpoints')
    expect(rows.map((row) => `waitpoint_${row.id}`)).toEqual([open.id])
  })
})

it('takes batches whose runs are gone, and bulk actions that are over', async () => {
  const { batchId } = await batch.trigger([{ id: 'job', payload: {} }])
  await worker.succeed(await worker.startNext())
  await test.query(
    `insert into bulk_actions (id, environment_id, type, status, created_at, completed_at, next_step_at)
     select kind, e.id, 'CANCEL', 'COMPLETED', now(), now() - days * interval '1 day', null
     from environments e, (values ('old', 60), ('young', 1)) given(kind, days)`,
  )
  await test.query(`update batches set created_at = created_at - interval '60 days'`)
  await enforce()
  expect((await test.query('select id from batches')).rows).toEqual([{ id: batchId.slice('batch_'.length) }])
  await test.query(
    `update runs set created_at = created_at - interval '60 days', completed_at = completed_at - interval '60 days'`,
  )
  await enforce()
  expect((await test.query('select id from batches')).rows).toEqual([])
  expect((await test.query('select id from bulk_actions')).rows).toEqual([{ id: 'young' }])
})

it('takes batches page by page, over those that stay', async () => {
  await test.query(
    `insert into batches (id, environment_id, run_count, created_at, updated_at, expires_at, sealed_at)
     select 'many' || n, e.id, 1, at, at, now() + interval '1 hour', case when n % 2 = 0 then at end
     from environments e, generate_series(1, 240) n, lateral (select now() - interval '60 days' as at) old`,
  )
  await test.query(
    `insert into waitpoints (id, environment_id, type, status, created_at, completed_by_batch_id)
     select 'of' || id, environment_id, 'BATCH', 'PENDING', now(), id from batches`,
  )
  await enforce()
  const { rows } = await test.query(
    'select (select count(*) from batches) as batches, (select count(*) from waitpoints) as waitpoints',
  )
  expect(rows).toEqual([{ batches: 120, waitpoints: 120 }])
})

describe('what means nothing any more', () => {
  const spent = async () =>
    (await test.query<{ name: string }>('select digest as name from used_tokens order by 1')).rows.map(
      ({ name }) => name,
    )
  const useTokens = () =>
    test.query(
      `insert into used_tokens (digest, used_at, expires_at) values
       ('expired', now(), now() - interval '1 second'), ('good', now(), now() + interval '1 hour'),
       ('endless, old', now() - interval '32 days', null), ('endless, young', now(), null)`,
    )
  afterEach(() => test.query('truncate used_tokens, debounces, concurrency_limits, error_occurrences cascade'))

  it('goes whatever the policy keeps', async () => {
    const { id } = await tasks.trigger('job', {}, { delay: '1h', debounce: { key: 'delayed', delay: '1h' } })
    await useTokens()
    await test.query(
      `insert into debounces (environment_id, task_id, key, run_id, claimed_at)
       select id, 'job', key, 'none', now() - age::interval
       from environments, (values ('over', '2 minutes'), ('on its way', '1 second')) given(key, age)`,
    )
    await test.query(`update debounces set claimed_at = now() - interval '2 minutes' where key = 'delayed'`)
    await test.query(
      `with bound as (insert into concurrency_limits (id, environment_id, name) select 'limit', id, 'limit' from environments returning id)
       insert into concurrency_limit_keys (limit_id, concurrency_key, per_key, expires_at)
       select id, key, 1, now() + till::interval from bound, (values ('past', '-1 second'), ('held', '1 hour')) given(key, till)`,
    )
    await enforce({ days: null, runs: null })
    expect(await spent()).toEqual(['endless, young', 'good'])
    expect((await test.query('select key from debounces order by key')).rows).toEqual([
      { key: 'delayed' },
      { key: 'on its way' },
    ])
    expect((await test.query('select concurrency_key from concurrency_limit_keys')).rows).toEqual([
      { concurrency_key: 'held' },
    ])
    await runs.cancel(id)
  })

  it('goes bite by bite until nothing is left', async () => {
    await test.query(
      `insert into used_tokens (digest, used_at, expires_at)
       select 'spent' || n, now(), now() - interval '1 second' from generate_series(1, 4001) n`,
    )
    await test.query(
      `insert into error_occurrences (environment_id, fingerprint, version, minute, count)
       select id, 'f', '', now() - interval '31 days' - n * interval '1 minute', 1 from environments, generate_series(1, 4001) n`,
    )
    await enforce()
    expect(await spent()).toEqual([])
    expect((await test.query('select count(*) from error_occurrences')).rows).toEqual([{ count: 0 }])
  })

  it('goes although something before it could not be deleted', async () => {
    await useTokens()
    const { deps } = test.platform
    const failed: unknown[] = []
    const log = Object.assign(Object.create(deps.log), { error: ({ step }: { step: string }) => failed.push(step) })
    await test.query('alter table packets rename to packets_away')
    await enforceRetention({ ...deps, log }, MONTH, new Date()).finally(() =>
      test.query('alter table packets_away rename to packets'),
    )
    expect(failed).toEqual(['packets'])
    expect(await spent()).toEqual(['endless, young', 'good'])
  })
})

describe('packets', () => {
  const upload = async (name: string) => {
    const { body } = await test.call('PUT', `/api/v2/packets/${name}`)
    await fetch(body.presignedUrl, { method: 'PUT', body: '{"large":true}' })
    return body.storagePath as string
  }
  const names = async () => (await test.query<{ name: string }>('select name from packets order by name')).rows
  const ageAll = () => test.query(`update packets set created_at = created_at - interval '90 days'`)
  const triggerStored = async (name: string) =>
    (
      await test.call('POST', '/api/v1/tasks/job/trigger', {
        payload: name,
        options: { payloadType: 'application/store' },
      })
    ).body.id as string

  it('go with the last run that uses them', async () => {
    const original = await triggerStored(await upload('shared.json'))
    await worker.succeed(await worker.startNext())
    const replay = (await runs.replay(original)).id
    const running: StartedRun = await worker.startNext()
    await ageAll()
    await age(90, [original, replay])
    await enforce()
    expect(await left()).toEqual([replay])
    expect(await names()).toHaveLength(1)
    await worker.succeed(running)
    await age(90, [replay])
    await enforce()
    expect(await names()).toEqual([])
  })

  it('go when no trigger ever named them, but not while one may be on its way', async () => {
    await upload('never.json')
    await ageAll()
    await upload('moments-ago.json')
    await enforce({ days: null, runs: null })
    expect(await names()).toEqual([{ name: 'moments-ago.json' }])
  })
})

it('lets what is due come first while much is deleted', async () => {
  await test.query(
    `insert into runs (id, environment_id, task_id, status, final_status, queue_name, trace_id, span_id, created_at, completed_at, updated_at)
     select 'many' || n, e.id, 'job', 'CANCELED', 'CANCELED', 'task/job', 't', 's', now() - interval '60 days', now() - interval '60 days', now()
     from environments e, generate_series(1, 8000) n`,
  )
  const deleting = enforce()
  const { id } = await tasks.trigger('job', {}, { delay: new Date(Date.now() + 200) })
  const started = await worker.startNext()
  expect(started.id).toBe(id)
  expect((await left()).length).toBeGreaterThan(1)
  await worker.succeed(started)
  await deleting
  expect(await left()).toEqual([id])
})

import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { query, runs, tasks } from '@trigger.dev/sdk'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'
import { propertyFactor } from '../runs/testing/env'
import { presentDashboards } from './dashboards'
import { anyQuery, soundQuery } from './queries.factory'
import { RUN_COLUMNS } from './run-columns'

let test: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => test.origin, [{ id: 'echo' }, { id: 'boom' }])
  for (const [task, tags] of [
    ['echo', ['a', 'b']],
    ['echo', ['a']],
    ['boom', ['a']],
  ] as const) {
    await tasks.trigger(task, { secret: 'payload' }, { tags: [...tags], metadata: { secret: 1 } })
    const run = await worker.startNext()
    const error = { type: 'BUILT_IN_ERROR', name: 'TypeError', message: 'no "way"', stackTrace: '' } as const
    if (task === 'boom') await worker.fail(run, error)
    else await worker.succeed(run, { ok: true })
  }
  await tasks.trigger('echo', {})
})
afterAll(() => test.end())

const ask = async (text: string) => (await query.execute(text)).results
const refusal = async (text: string) => {
  const { status, body } = await test.call('POST', '/api/v1/query', { query: text })
  expect(status).toBe(400)
  return body.error as string
}

describe('questions about runs', () => {
  it('counts by status in the words of a real server', async () => {
    const asked = `SELECT status, count() AS n FROM runs WHERE has(tags, 'a') GROUP BY status ORDER BY status`
    expect(await ask(asked)).toEqual([
      { status: 'Completed', n: 2 },
      { status: 'Failed', n: 1 },
    ])
  })

  it('gives rows without an order from the oldest on, as a real server does', async () => {
    const rows = await ask(`SELECT status, task_identifier FROM runs WHERE has(tags, 'a') LIMIT 2`)
    expect(rows).toEqual([
      { status: 'Completed', task_identifier: 'echo' },
      { status: 'Completed', task_identifier: 'echo' },
    ])
  })

  it('answers rates, averages and quantiles by task, queue, version and tag', async () => {
    const numbers = `count() AS n, countIf(status = 'Completed') / n * 100 AS percent, avg(execution_duration) AS mean,
      quantile(0.95)(execution_duration) AS p95, median(queued_duration) AS wait`
    const [boom, echo] = await ask(
      `SELECT task_identifier, ${numbers} FROM runs WHERE is_finished = 1 GROUP BY 1 ORDER BY 1`,
    )
    expect(boom).toMatchObject({ task_identifier: 'boom', n: 1, percent: 0, p95: expect.any(Number) })
    expect(echo).toMatchObject({ task_identifier: 'echo', n: 2, percent: 100, mean: expect.any(Number) })
    expect(await ask('SELECT queue, count() FROM runs GROUP BY queue ORDER BY count DESC')).toEqual([
      { queue: 'task/echo', count: 3 },
      { queue: 'task/boom', count: 1 },
    ])
    expect(await ask('SELECT task_version, count() AS n FROM runs GROUP BY task_version ORDER BY n')).toEqual([
      { task_version: '', n: 1 },
      { task_version: worker.version, n: 3 },
    ])
    expect(await ask('SELECT arrayJoin(tags) AS tag, count() AS n FROM runs GROUP BY tag ORDER BY tag')).toEqual([
      { tag: 'a', n: 3 },
      { tag: 'b', n: 1 },
    ])
  })

  it('puts runs into buckets of time that fit the range', async () => {
    const text = 'SELECT timeBucket() AS t, status, count() AS n FROM runs GROUP BY t, status ORDER BY t, status'
    const { results } = await query.execute(text, { period: '1h' })
    expect(results.reduce((sum, row) => sum + (row.n as number), 0)).toBe(4)
    expect(results[0]).toMatchObject({
      t: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:00$/),
      status: 'Completed',
    })
    const hours = 'SELECT toStartOfHour(triggered_at) AS h, count() AS n FROM runs GROUP BY h'
    expect(await ask(hours)).toEqual([{ h: expect.stringMatching(/ \d\d:00:00$/), n: 4 }])
  })

  it('gives rows, and with * the columns that matter most', async () => {
    const [row] = await ask(
      `SELECT run_id, total_duration, tags, is_finished, error.name, error FROM runs WHERE status = 'Failed'`,
    )
    const id = row?.run_id as string
    expect(row).toMatchObject({ tags: ['a'], is_finished: true, name: 'TypeError', error: { message: 'no "way"' } })
    expect((await runs.retrieve(id)).status).toBe('FAILED')
    expect(await ask(`SELECT * FROM runs WHERE run_id = '${id}'`)).toEqual([
      { run_id: id, status: 'Failed', task_identifier: 'boom', triggered_at: expect.stringMatching(/\.\d{3}$/) },
    ])
    expect(await ask(`SELECT run_id FROM runs WHERE status = 'Nope'`)).toEqual([])
  })

  it('writes CSV', async () => {
    const text = `SELECT error.message AS m, count() AS n FROM runs WHERE error != NULL GROUP BY m`
    expect(await query.execute(text, { format: 'csv' })).toEqual({ format: 'csv', results: 'm,n\n"no ""way""",1' })
  })

  it('keeps to the range it is asked for, seven days if it is asked for none', async () => {
    await test.query(`insert into runs (id, environment_id, task_id, status, final_status, queue_name, trace_id, span_id, created_at, updated_at)
      select 'old', environment_id, task_id, 'EXPIRED', 'EXPIRED', queue_name, trace_id, span_id, now() - interval '8 days', now() from runs limit 1`)
    const text = 'SELECT count() AS n FROM runs'
    expect(await ask(text)).toEqual([{ n: 4 }])
    expect((await query.execute(text, { period: '30d' })).results).toEqual([{ n: 5 }])
    expect((await query.execute(text, { period: 'eternity' })).results).toEqual([{ n: 4 }])
    expect((await query.execute(text, { from: new Date(0), to: new Date(86_400_000) })).results).toEqual([{ n: 0 }])
    expect(await ask(`${text} WHERE triggered_at > now() - INTERVAL 9 DAY`)).toEqual([{ n: 5 }])
  })

  it('answers the questions of its own dashboards', async () => {
    const { body } = await test.call('GET', '/api/v1/query/dashboards')
    expect(body).toEqual(presentDashboards())
    for (const widget of body.dashboards[0].widgets)
      expect((await query.execute(widget.query)).results.length).toBeGreaterThan(0)
  })

  it('tells its tables and columns', async () => {
    const { body } = await test.call('GET', '/api/v1/query/schema')
    expect(body.tables).toMatchObject([{ name: 'runs', timeColumn: 'triggered_at' }])
    const names: string[] = body.tables[0].columns.map(({ name }: { name: string }) => name)
    expect(await ask(`SELECT ${names.join(', ')} FROM runs LIMIT 1`)).toMatchObject([{ environment: 'dev' }])
  })
})

describe('a question that has no answer', () => {
  it.each([
    ['SELECT * FROM secrets', 'Table "secrets" is not accessible. Available tables: runs'],
    ['SELECT * FROM pg_catalog.pg_user', /^Syntax error at line 1:24: mismatched input '\.'/],
    [
      'SELECT nope FROM runs',
      `Unknown column "nope". Available columns: ${Object.keys(RUN_COLUMNS).sort().join(', ')}`,
    ],
    ['SELECT payload FROM runs', /^Unknown column "payload"/],
    ['SELECT pg_sleep(9) FROM runs', /^Unknown function "pg_sleep"\. Available functions: .* \(line 1:7\)$/],
    ['INSERT INTO runs VALUES (1)', `Syntax error at line 1:0: mismatched input 'INSERT' expecting SELECT`],
    [
      'SELECT task_identifier, count() FROM runs',
      'Column "task_identifier" must be in GROUP BY or inside an aggregate function (line 1:7)',
    ],
    ['SELECT count() AS n FROM runs WHERE n > 1', /^WHERE cannot hold an aggregate function/],
    ['SELECT sum(count()) FROM runs', 'sum cannot hold another aggregate function (line 1:11)'],
    ['SELECT avg(status) FROM runs', 'Expected a number, found a text (line 1:11)'],
    [`SELECT 1 FROM runs WHERE depth = 'x'`, 'Cannot compare a number with a text (line 1:31)'],
    [`SELECT 1 FROM runs WHERE triggered_at > 'soon'`, '"soon" is not a time (line 1:40)'],
    [
      `SELECT dateDiff('constructor', triggered_at, now()) FROM runs`,
      'dateDiff needs one of these as its unit: millisecond, second, minute, hour, day, week (line 1:7)',
    ],
    ['SELECT output.secret FROM runs', '"output" has no fields that can be read (line 1:7)'],
    [
      `SELECT ${Array.from({ length: 12 }, (_, i) => `a${i + 1} + a${i + 1} AS a${i}`)} FROM runs`,
      /refer to each other too often|Unknown column/,
    ],
  ])('%s', async (text, message) =>
    expect(await refusal(text)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message)),
  )

  it('is refused before it is read when it is no query at all', async () => {
    expect((await test.call('POST', '/api/v1/query', {})).status).toBe(400)
    expect((await test.call('POST', '/api/v1/query', { query: 'SELECT 1 FROM runs', scope: 'galaxy' })).status).toBe(
      400,
    )
  })

  it('is asked by nobody without the scope', async () => {
    const sign = (scopes: string[]) =>
      generateJWT({ secretKey: SECRET_KEY, payload: { sub: test.platform.deps.environment.id, pub: true, scopes } })
    const withScopes = async (...scopes: string[]) =>
      (
        await test.call(
          'POST',
          '/api/v1/query',
          { query: 'SELECT count() FROM runs' },
          { authorization: `Bearer ${await sign(scopes)}` },
        )
      ).status
    expect(await withScopes('read:runs')).toBe(403)
    expect(await withScopes('read:query')).toBe(200)
  })

  it(
    'never reaches the database half understood',
    async () => {
      const property = fc.asyncProperty(fc.array(anyQuery, { minLength: 10, maxLength: 10 }), async (texts) => {
        const replies = await Promise.all(texts.map((text) => test.call('POST', '/api/v1/query', { query: text })))
        for (const [index, { status, body }] of replies.entries())
          expect([200, 400], `${texts[index]} ${JSON.stringify(body)}`).toContain(status)
      })
      await fc.assert(property, { numRuns: 30 * propertyFactor, endOnFailure: true })
    },
    60_000 * (1 + propertyFactor),
  )

  it(
    'is none of those that group runs by what they have and count, add up and compare',
    async () => {
      const property = fc.asyncProperty(soundQuery, async (text) => {
        const { status, body } = await test.call('POST', '/api/v1/query', { query: text })
        expect(status, `${text} ${JSON.stringify(body)}`).toBe(200)
      })
      await fc.assert(property, { numRuns: 60 * propertyFactor, endOnFailure: true })
    },
    60_000 * (1 + propertyFactor),
  )
})

import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'pay', retry: { maxAttempts: 1 } }, { id: 'mail' }])
})
afterAll(() => platform.end())

const thrown = (message: string, name = 'Error') =>
  ({ type: 'BUILT_IN_ERROR', name, message, stackTrace: `${name}: ${message}` }) as const

async function fail(message: string, options: { taskId?: string; name?: string } = {}): Promise<string> {
  const { id } = await tasks.trigger(options.taskId ?? 'pay', {})
  await worker.fail(await worker.startNext(), thrown(message, options.name))
  return id
}

const list = async (query = '') => (await platform.call('GET', `/api/v1/errors?${query}`)).body
const act = (id: string, what: string, body: unknown = {}) =>
  platform.call('POST', `/api/v1/errors/${id}/${what}`, body)
const retrieve = async (id: string) => (await platform.call('GET', `/api/v1/errors/${id}`)).body

/** The group once it has been counted that often. */
async function group(search: string, count: number) {
  let found: Awaited<ReturnType<typeof retrieve>>
  await expect
    .poll(
      async () => {
        found = (await list(`filter[search]=${encodeURIComponent(search)}`)).data[0]
        return found?.count
      },
      { timeout: 10_000 },
    )
    .toBe(count)
  return retrieve(found.id)
}

test('failures of a task that differ in ids only are one group', async () => {
  const first = await fail('order 6f9619ff-8b86-d011-b42d-00c04fc964ff was declined', { name: 'PaymentError' })
  const second = await fail('order 00000000-8b86-d011-b42d-00c04fc964aa was declined', { name: 'PaymentError' })
  await fail('order 00000000-8b86-d011-b42d-00c04fc964aa was declined', { taskId: 'mail' })
  const found = await group('PaymentError', 2)
  expect(found).toMatchObject({
    id: `error_${found.fingerprint}`,
    taskIdentifier: 'pay',
    errorType: 'PaymentError',
    status: 'unresolved',
    affectedVersions: [worker.version],
    resolvedAt: null,
    ignoredUntilTotalOccurrences: null,
  })
  expect(new Date(found.firstSeen) <= new Date(found.lastSeen)).toBe(true)
  const itsRuns = await platform.call('GET', `/api/v1/runs?filter[error]=${found.id}`)
  expect(itsRuns.body.data.map((run: { id: string }) => run.id)).toEqual([second, first])
})

test('canceled and expired runs are no errors', async () => {
  const { id } = await tasks.trigger('pay', {}, { delay: '1h' })
  await runs.cancel(id)
  await fail('the only one here')
  await group('the only one here', 1)
  expect((await list('filter[search]=Canceled')).data).toEqual([])
})

test('a resolved group is reopened by the next failure of a version it is not resolved before', async () => {
  await fail('comes back')
  const { id } = await group('comes back', 1)
  expect((await act(id, 'resolve')).body).toMatchObject({ status: 'resolved', resolvedAt: expect.any(String) })
  expect((await list('filter[status]=resolved')).data).toMatchObject([{ id, status: 'resolved' }])
  await fail('comes back')
  expect(await group('comes back', 2)).toMatchObject({ status: 'unresolved', resolvedAt: null })
  const later = { resolvedInVersion: '20991231.1' }
  expect((await act(id, 'resolve', later)).body).toMatchObject({ status: 'resolved', ...later })
  await fail('comes back')
  expect(await group('comes back', 3)).toMatchObject({ status: 'resolved', ...later })
})

test('a group is reopened by failures of its own environment only', async () => {
  await fail('happens everywhere')
  const { id, fingerprint } = await group('happens everywhere', 1)
  await platform.query(`
    insert into environments (id, slug, type, project_id, project_ref, organization_id)
    select 'elsewhere', 'elsewhere', type, project_id, project_ref, organization_id from environments`)
  await platform.query(
    `insert into error_groups (environment_id, fingerprint, task_id, error_type, error_message, count, first_seen, last_seen)
     select 'elsewhere', fingerprint, task_id, error_type, error_message, 1, first_seen, last_seen
     from error_groups where fingerprint = $1`,
    [fingerprint],
  )
  await platform.query(
    `update error_groups set status = 'resolved', resolved_at = now() where environment_id = 'elsewhere'`,
  )
  await act(id, 'resolve')
  await fail('happens everywhere')
  expect(await group('happens everywhere', 2)).toMatchObject({ status: 'unresolved' })
  const { rows } = await platform.query(`select status, count from error_groups where environment_id = 'elsewhere'`)
  expect(rows).toEqual([{ status: 'resolved', count: 1 }])
})

test('an ignored group comes back after as many failures as were to be ignored', async () => {
  await fail('ignore me')
  const { id } = await group('ignore me', 1)
  const ignored = await act(id, 'ignore', { reason: 'known', totalOccurrences: 2, duration: 3_600_000 })
  expect(ignored.body).toMatchObject({
    status: 'ignored',
    ignoredReason: 'known',
    ignoredUntilTotalOccurrences: 2,
    ignoredUntil: expect.any(String),
  })
  await fail('ignore me')
  expect((await group('ignore me', 2)).status).toBe('ignored')
  await fail('ignore me')
  expect(await group('ignore me', 3)).toMatchObject({ status: 'unresolved', ignoredAt: null, ignoredReason: null })
})

test('a decision replaces the one before, and can be taken back', async () => {
  await fail('undecided')
  const { id } = await group('undecided', 1)
  await act(id, 'ignore', { occurrenceRate: 10 })
  expect((await act(id, 'resolve')).body).toMatchObject({ ignoredAt: null, ignoredUntilOccurrenceRate: null })
  expect((await act(id, 'ignore')).body).toMatchObject({ resolvedAt: null, ignoredAt: expect.any(String) })
  expect((await act(id, 'unresolve')).body).toMatchObject({ status: 'unresolved', ignoredAt: null })
})

test('lists the most frequent first, page by page, in the time asked for', async () => {
  for (const [message, times] of [
    ['often', 3],
    ['sometimes', 2],
    ['rarely', 1],
  ] as const) {
    for (let i = 0; i < times; i++) await fail(`listed ${message}`)
  }
  await group('listed often', 3)
  await group('listed rarely', 1)
  const page = async (query: string) => await list(`filter[search]=listed&page[size]=2&${query}`)
  const messages = (answer: { data: Array<{ errorMessage: string }> }) => answer.data.map((item) => item.errorMessage)
  const first = await page('')
  expect(messages(first)).toEqual(['listed often', 'listed sometimes'])
  const second = await page(`page[after]=${first.pagination.next}`)
  expect(messages(second)).toEqual(['listed rarely'])
  expect(second.pagination.next).toBeUndefined()
  expect(messages(await page(`page[before]=${second.pagination.previous}`))).toEqual(messages(first))
  await platform.query(`update error_occurrences set minute = minute - interval '2 days'
    where fingerprint in (select fingerprint from error_groups where error_message = 'listed often')`)
  expect(messages(await page(''))).toEqual(['listed sometimes', 'listed rarely'])
  expect(messages(await page('filter[period]=3d'))[0]).toBe('listed often')
  expect(messages(await page('filter[version]=20200101.1'))).toEqual([])
})

test('a failure is counted once, also by a platform that starts on failures of another time', async () => {
  await fail('counted once')
  const { id, fingerprint } = await group('counted once', 1)
  await platform.shutDown()
  await platform.offline(`update run_failures set fingerprint = null where fingerprint = '${fingerprint}';
    delete from error_occurrences where fingerprint = '${fingerprint}'; delete from error_groups where fingerprint = '${fingerprint}'`)
  await platform.boot()
  expect((await group('counted once', 1)).id).toBe(id)
})

test('refuses what it cannot read, and hides what is not there', async () => {
  expect(await platform.call('GET', '/api/v1/errors?filter[status]=gone')).toMatchObject({
    status: 400,
    body: { details: [{ message: 'Invalid status values: gone. Allowed: unresolved, resolved, ignored.' }] },
  })
  expect(await platform.call('GET', '/api/v1/errors/error_nope')).toMatchObject({ status: 404 })
  expect(await act('error_nope', 'resolve')).toMatchObject({ status: 404, body: { error: 'Resource not found' } })
  expect(await act('error_nope', 'ignore', { duration: -5 })).toMatchObject({ status: 400 })
})

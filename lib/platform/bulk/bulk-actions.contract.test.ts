import { auth, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'
import { eventually } from '../worker/testing/eventually'

let platform: TestPlatform

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  await TestWorker.register(() => platform.origin, [{ id: 'bulk-task' }])
})
afterAll(() => platform.end())

let tagNumber = 0
const freshTag = () => `bulk-${++tagNumber}`

async function trigger(count: number, tag: string, options: { delay?: string } = {}): Promise<string[]> {
  const handles = await Promise.all(
    Array.from({ length: count }, (_, i) => tasks.trigger('bulk-task', { i }, { tags: [tag], ...options })),
  )
  return handles.map((handle) => handle.id)
}

/** Past the SDK's repetitions: a bulk action that is over. */
const over = (id: string) =>
  eventually('the bulk action is over', async () => {
    const action = await runs.bulk.retrieve(id)
    return action.status === 'PENDING' ? null : action
  })

test('canceling by ids counts runs that had ended as failures', async () => {
  const tag = freshTag()
  const ids = await trigger(3, tag, { delay: '1h' })
  await runs.cancel(ids[0] as string)
  const { id } = await runs.bulk.cancel({ runIds: [...ids, 'run_aaaaaaaaaaaaaaaaaaaaaaaaa'], name: 'three of them' })
  expect(await over(id)).toMatchObject({
    id,
    name: 'three of them',
    type: 'CANCEL',
    status: 'COMPLETED',
    counts: { total: 3, success: 2, failure: 1 },
    completedAt: expect.any(Date),
  })
  const canceled = await runs.list({ bulkAction: id })
  expect(canceled.data.map((run) => run.id).sort()).toEqual(ids.slice(1).sort())
})

test('replaying by filter makes each run once and leaves runs made meanwhile alone', async () => {
  const tag = freshTag()
  const ids = await trigger(60, tag, { delay: '1h' })
  const { id } = await runs.bulk.replay({ filter: { tag, taskIdentifier: 'bulk-task', status: ['DELAYED'] } })
  expect(await over(id)).toMatchObject({ status: 'COMPLETED', counts: { total: 60, success: 60, failure: 0 } })
  const replays = await platform.query<{ replayed_from: string; payload: string }>(
    'select replayed_from, payload from runs where replayed_from is not null and $1 = any(tags)',
    [tag],
  )
  expect(new Set(replays.rows.map((run) => `run_${run.replayed_from}`))).toEqual(new Set(ids))
  expect(replays.rowCount).toBe(60)
  await runs.bulk.cancel({ filter: { tag } })
})

test('a filter without a match is over at once', async () => {
  const { id } = await runs.bulk.cancel({ filter: { tag: 'no-run-has-this' } })
  expect(await runs.bulk.retrieve(id)).toMatchObject({ status: 'COMPLETED', counts: { total: 0 } })
})

test('a child canceled along with its parent is no failure', async () => {
  const tag = freshTag()
  const parent = await tasks.trigger('bulk-task', {}, { tags: [tag], delay: '1h' })
  const body = { payload: '{}', options: { parentRunId: parent.id, tags: [tag], delay: '1h' } }
  await platform.call('POST', '/api/v1/tasks/bulk-task/trigger', body)
  const { id } = await runs.bulk.cancel({ filter: { tag } })
  expect(await over(id)).toMatchObject({ counts: { total: 2, success: 2, failure: 0 } })
})

test('what was selected is changed, also when it no longer fits the filter', async () => {
  const tag = freshTag()
  await trigger(1, tag)
  const { id } = await runs.bulk.cancel({ filter: { tag, status: 'QUEUED' } })
  const counts = (await over(id)).counts
  expect(counts).toEqual({ total: 1, success: 1, failure: 0 })
})

test('a page cut short by a crash is repeated and counted once', async () => {
  const tag = freshTag()
  const ids = await trigger(60, tag, { delay: '1h' })
  await platform.shutDown()
  // What a platform leaves behind that dies in the first page: begun, and half of its runs done.
  const action = 'crashed000000000000000000'
  const internal = ids.map((id) => id.slice(4))
  await platform.offline(`
    insert into bulk_actions (id, environment_id, type, status, total_count, created_at, next_step_at)
      select '${action}', id, 'CANCEL', 'PENDING', 60, now(), now() from environments;
    insert into bulk_action_pages values ('${action}', 0, '{${internal.slice(0, 50)}}', now()), ('${action}', 1, '{${internal.slice(50)}}', null);
    update runs set status = 'CANCELED', final_status = 'CANCELED', bulk_action_ids = '{${action}}' where id = any('{${internal.slice(0, 25)}}');
    update executions set status = 'FINISHED' where run_id = any('{${internal.slice(0, 25)}}')`)
  await platform.boot()
  expect(await over(`bulk_${action}`)).toMatchObject({ counts: { total: 60, success: 60, failure: 0 } })
})

test('a replay cut short by a crash replays nothing twice', async () => {
  const tag = freshTag()
  const ids = await trigger(20, tag, { delay: '1h' })
  const { id } = await runs.bulk.replay({ runIds: ids })
  await over(id)
  await platform.shutDown()
  await platform.offline(`
    update bulk_actions set status = 'PENDING', success_count = 0, next_step_at = now() where id = '${id.slice(5)}';
    insert into bulk_action_pages values ('${id.slice(5)}', 0, '{${ids.map((run) => run.slice(4))}}', now())`)
  await platform.boot()
  expect((await over(id)).counts).toEqual({ total: 20, success: 20, failure: 0 })
  const made = await platform.query('select 1 from runs where $1 = any(bulk_action_ids)', [id.slice(5)])
  expect(made.rowCount).toBe(20)
})

test('an aborted action carries the page through that it had begun, and begins no other', async () => {
  const tag = freshTag()
  const ids = await trigger(60, tag, { delay: '1h' })
  const internal = ids.map((run) => run.slice(4))
  const action = 'aborted000000000000000000'
  // Held by a step that does not come back: its 5 s are still running.
  await platform.query(`
    insert into bulk_actions (id, environment_id, type, status, total_count, created_at, next_step_at)
      select '${action}', id, 'CANCEL', 'PENDING', 60, now(), now() + interval '1 hour' from environments`)
  await platform.query(`insert into bulk_action_pages values ($1, 0, $2, now()), ($1, 1, $3, null)`, [
    action,
    internal.slice(0, 50),
    internal.slice(50),
  ])
  await runs.bulk.abort(`bulk_${action}`)
  await platform.query('update bulk_actions set next_step_at = now() where id = $1', [action])
  const aborted = await eventually('the begun page is counted', async () => {
    const found = await runs.bulk.retrieve(`bulk_${action}`)
    return found.counts.success > 0 ? found : null
  })
  expect(aborted).toMatchObject({ status: 'ABORTED', counts: { total: 60, success: 50, failure: 0 } })
  const again = await platform.call('POST', `/api/v1/bulk-actions/bulk_${action}/abort`)
  expect(again).toMatchObject({ status: 409, body: { error: `Bulk action group already aborted: bulk_${action}` } })
})

test('an action whose page fails is tried again later, and the others go on', async () => {
  const tags = [freshTag(), freshTag()]
  const ids = await Promise.all(tags.map((tag) => trigger(1, tag, { delay: '1h' })))
  await platform.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'this run cannot be changed'; end $$`)
  const refuse = (condition: string) =>
    platform.query(
      `create or replace trigger refuse before update on runs for each row when (${condition}) execute function refuse()`,
    )
  const bulkIds = ids.map((_, place) => `${'failing'.padEnd(24, '0')}${place}`)
  await refuse(`old.id = '${ids[0]?.[0]?.slice(4)}'`)
  const due = new Date(Date.now() + 500)
  for (const [place, bulkId] of bulkIds.entries()) {
    await platform.query(
      `with action as (
         insert into bulk_actions (id, environment_id, type, status, total_count, created_at, next_step_at)
         select $1, id, 'CANCEL', 'PENDING', 1, now(), $2 from environments returning id
       )
       insert into bulk_action_pages select id, 0, $3, null from action`,
      [bulkId, due, ids[place]?.map((id) => id.slice(4))],
    )
  }
  expect(await over(`bulk_${bulkIds[1]}`)).toMatchObject({ counts: { total: 1, success: 1, failure: 0 } })
  expect(await runs.bulk.retrieve(`bulk_${bulkIds[0]}`)).toMatchObject({ status: 'PENDING' })
  await platform.query('drop trigger refuse on runs')
  await platform.query('update bulk_actions set next_step_at = now() where next_step_at is not null')
  expect(await over(`bulk_${bulkIds[0]}`)).toMatchObject({ counts: { total: 1, success: 1, failure: 0 } })
})

test('an aborted action that is due without a page is not due for ever', async () => {
  const { id } = await runs.bulk.cancel({ filter: { tag: 'no-run-has-this' } })
  await platform.query(`update bulk_actions set status = 'ABORTED', next_step_at = now() where id = $1`, [id.slice(5)])
  await eventually('nothing is due', async () => {
    const { rows } = await platform.query('select next_step_at from bulk_actions where id = $1', [id.slice(5)])
    return rows[0]?.next_step_at === null
  })
})

test('lists page by page, newest first in both directions, and refuses two directions at once', async () => {
  const made: string[] = []
  for (let i = 0; i < 4; i++) made.unshift((await runs.bulk.cancel({ filter: { tag: `none-${i}` } })).id)
  const first = await runs.bulk.list({ limit: 2 })
  expect(first.data.map((action) => action.id)).toEqual(made.slice(0, 2))
  const second = await first.getNextPage()
  expect(second.data.map((action) => action.id)).toEqual(made.slice(2, 4))
  const back = await runs.bulk.list({ limit: 2, before: second.pagination.previous })
  expect(back.data.map((action) => action.id)).toEqual(made.slice(0, 2))
  expect((await platform.call('GET', '/api/v1/bulk-actions?page[after]=a&page[before]=b')).status).toBe(400)
})

test.each([
  ['no selection', { action: 'cancel' }, 'Validation error: Exactly one of filter or runIds must be provided'],
  ['a period that is none', { action: 'cancel', filter: { period: 'garbage' } }, 'Invalid period: garbage'],
  [
    'too many ids',
    { action: 'cancel', runIds: Array(501).fill('run_x') },
    'Too many runIds (501). Maximum is 500. Use a filter to select more runs.',
  ],
])('refuses %s', async (_what, body, error) => {
  expect(await platform.call('POST', '/api/v1/bulk-actions', body)).toMatchObject({ status: 400, body: { error } })
})

test('an unknown action is 404, and a public token reaches none', async () => {
  expect((await platform.call('GET', '/api/v1/bulk-actions/bulk_x')).status).toBe(404)
  const abort = await platform.call('POST', '/api/v1/bulk-actions/bulk_x/abort')
  expect(abort).toMatchObject({ status: 404, body: { error: 'Resource not found' } })
  const token = await auth.createPublicToken({ scopes: { read: { runs: true }, write: { runs: true } } as never })
  const call = await platform.call('GET', '/api/v1/bulk-actions', undefined, { authorization: `Bearer ${token}` })
  expect(call).toMatchObject({ status: 401, body: { error: 'Invalid API key' } })
})

import { describe, expect, test, vi } from 'vitest'
import { lastAudit } from '@/lib/auth/last-audit-for-tests'
import { EMPTY_RUN_FILTER } from '../run-filter'
import { usePlatformForTests } from '../use-platform-for-tests'
import { cancelMatchingRuns, replayMatchingRuns, stopBulkAction } from './actions'
import { countMatching, getBulkAction } from './queries'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const { platform } = usePlatformForTests('operator')

const AS_OF = new Date('2026-11-22T12:00:00Z')
const pageOf = (count: number, next?: string) => ({
  data: Array.from({ length: count }, (_, index) => ({ id: `run_${index}`, status: 'FAILED', taskIdentifier: 't' })),
  pagination: { next },
})
const created = () => platform.seen.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body))
const withBulkActions = () => platform.json(/GET \/api\/v1\/bulk-actions\?/, { data: [], pagination: {} })

describe('counting what matches', () => {
  test('counts what can be canceled and what can be replayed, each on its own', async () => {
    withBulkActions()
    platform.json(/filter%5Bstatus%5D=[^&]*EXECUTING/, pageOf(2))
    platform.json(/page%5Bafter%5D=c1/, pageOf(30))
    platform.json(/filter%5Bstatus%5D=[^&]*COMPLETED/, pageOf(100, 'c1'))
    expect(await countMatching('default', EMPTY_RUN_FILTER, AS_OF)).toEqual({
      supported: true,
      asOf: AS_OF,
      cancel: { count: 2, exact: true },
      replay: { count: 130, exact: true },
    })
  })

  test('stops at a thousand and says that there are more', async () => {
    withBulkActions()
    platform.on(/\/api\/v1\/runs\?/, (_, response) => {
      const body = JSON.stringify(pageOf(100, `c${platform.seen.length}`))
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    })
    const { replay } = await countMatching('default', { ...EMPTY_RUN_FILTER, status: ['FAILED'] }, AS_OF)
    expect(replay).toEqual({ count: 1_000, exact: false })
  })

  test('asks nothing for a command that the filter leaves no run for', async () => {
    withBulkActions()
    platform.json(/\/api\/v1\/runs\?/, pageOf(3))
    const { cancel } = await countMatching('default', { ...EMPTY_RUN_FILTER, status: ['FAILED'] }, AS_OF)
    expect(cancel).toEqual({ count: 0, exact: true })
    expect(platform.seen.filter(({ url }) => url.startsWith('/api/v1/runs?'))).toHaveLength(1)
  })

  test.each([404, 501, 403])('a server that answers %i has no bulk actions', async (status) => {
    platform.json(/bulk-actions/, { error: 'no' }, status)
    expect(await countMatching('default', EMPTY_RUN_FILTER)).toMatchObject({ supported: false })
  })

  test('a server that is away is not taken for one without them', async () => {
    platform.json(/bulk-actions/, { error: 'away' }, 502)
    await expect(countMatching('default', EMPTY_RUN_FILTER)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('root runs cannot be told apart there, so they are not offered', async () => {
    withBulkActions()
    const filter = { ...EMPTY_RUN_FILTER, rootOnly: true }
    expect(await countMatching('default', filter)).toMatchObject({ supported: false })
  })
})

describe('a change of all that match', () => {
  const wish = { environment: 'default', search: '?task=import-csv&queue=task/a,urgent&period=1h', asOf: AS_OF }

  test('names unfinished runs only, and none that is created later', async () => {
    platform.json(/POST \/api\/v1\/bulk-actions/, { id: 'bulk_1' }, 202)
    expect(await cancelMatchingRuns(wish)).toEqual({ ok: true, data: { bulkActionId: 'bulk_1' } })
    expect(created()).toEqual([
      {
        action: 'cancel',
        name: 'Canceled in Signalbox by The operator',
        filter: {
          status: ['PENDING_VERSION', 'DELAYED', 'QUEUED', 'DEQUEUED', 'EXECUTING', 'WAITING'],
          taskIdentifier: ['import-csv'],
          queue: [
            { type: 'task', name: 'a' },
            { type: 'custom', name: 'urgent' },
          ],
          from: '2026-11-22T11:00:00.000Z',
          to: '2026-11-22T12:00:00.000Z',
        },
      },
    ])
    expect(await lastAudit()).toMatchObject({
      action: 'run.cancel-matching',
      outcome: 'done',
      target_type: 'runs',
      after: { bulkActionId: 'bulk_1', createdUntil: '2026-11-22T12:00:00.000Z' },
    })
  })

  test('replays finished runs only, and of those the ones that were asked for', async () => {
    platform.json(/POST \/api\/v1\/bulk-actions/, { id: 'bulk_2' }, 202)
    await replayMatchingRuns({ ...wish, search: '?status=FAILED,EXECUTING' })
    expect(created()[0]).toMatchObject({ action: 'replay', filter: { status: ['FAILED'] } })
  })

  test.each([
    ['no run to cancel', '?status=COMPLETED'],
    ['a condition that the API has no word for', '?rootOnly=true'],
  ])('is refused where the filter has %s', async (_, search) => {
    expect(await cancelMatchingRuns({ ...wish, search })).toMatchObject({ ok: false, code: 'bad_input' })
    expect(created()).toEqual([])
  })

  test('never reaches into the future, whatever the browser says', async () => {
    platform.json(/POST \/api\/v1\/bulk-actions/, { id: 'bulk_3' }, 202)
    await cancelMatchingRuns({ ...wish, asOf: new Date('2099-01-01T00:00:00Z') })
    expect(new Date(created()[0].filter.to).getTime()).toBeLessThanOrEqual(Date.now())
  })

  test('leaves a trail of what was refused', async () => {
    platform.json(/POST \/api\/v1\/bulk-actions/, { error: 'Too many' }, 400)
    expect(await cancelMatchingRuns(wish)).toMatchObject({ ok: false, code: 'bad_input' })
    expect(await lastAudit()).toMatchObject({ action: 'run.cancel-matching', outcome: 'failed' })
  })
})

describe('a bulk action on its way', () => {
  const action = {
    id: 'bulk_1',
    type: 'CANCEL',
    status: 'PENDING',
    counts: { total: 10, success: 3, failure: 1 },
    createdAt: '2026-11-22T12:00:00.000Z',
  }

  test('tells how far it is', async () => {
    platform.json(/GET \/api\/v1\/bulk-actions\/bulk_1/, action)
    expect(await getBulkAction('default', 'bulk_1')).toEqual({
      id: 'bulk_1',
      status: 'PENDING',
      total: 10,
      done: 3,
      failed: 1,
    })
  })

  test('can be stopped, and one that is over says so', async () => {
    platform.json(/POST .*bulk_1\/abort/, { id: 'bulk_1' })
    platform.json(/POST .*bulk_2\/abort/, { error: 'Bulk action group already completed: bulk_2' }, 409)
    expect(await stopBulkAction({ environment: 'default', bulkActionId: 'bulk_1' })).toMatchObject({ ok: true })
    expect(await lastAudit()).toMatchObject({ action: 'run.stop-bulk-action', target_id: 'bulk_1', outcome: 'done' })
    const late = await stopBulkAction({ environment: 'default', bulkActionId: 'bulk_2' })
    expect(late).toMatchObject({ ok: false, code: 'conflict' })
  })
})

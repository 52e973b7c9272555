import { beforeEach, describe, expect, test, vi } from 'vitest'
import { lastAudit } from '@/lib/auth/last-audit-for-tests'
import { cancelRun, cancelRuns, replayRun, startRun } from './actions'
import { listRuns } from './queries'
import { EMPTY_RUN_FILTER } from './run-filter'
import { getRunFacts } from './trace/queries'
import { usePlatformForTests } from './use-platform-for-tests'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = usePlatformForTests('operator', { TRIGGER_PROJECT_REF: 'proj_test' })
const { platform } = app

const wireRun = (id: string, status: string) => ({
  id,
  status,
  taskIdentifier: 'import-csv',
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
  tags: [],
})
const wish = {
  environment: 'default',
  taskId: 'import/csv',
  payload: '{"uploadId":"u1"}',
  tags: ['vip'],
  requestKey: 'k'.repeat(32),
}
const tasks = (...slugs: string[]) => ({ worker: { tasks: slugs.map((slug) => ({ slug })) } })
const triggers = () => platform.seen.filter((request) => request.url.endsWith('/trigger'))

describe('starting a run', () => {
  beforeEach(() => {
    platform.json(/workers\/current/, tasks('import/csv'))
    platform.json(/POST .*\/trigger$/, { id: 'run_new1' })
  })

  test('sends payload and tags the way the SDK does and leaves a row in the audit log', async () => {
    expect(await startRun(wish)).toEqual({ ok: true, data: { runId: 'run_new1', repeated: false } })
    const [trigger] = triggers()
    expect(trigger?.url).toBe('/api/v1/tasks/import%2Fcsv/trigger')
    const { payload, options } = JSON.parse(trigger?.body ?? '')
    expect(JSON.parse(payload)).toEqual({ json: { uploadId: 'u1' } })
    expect(options).toMatchObject({ payloadType: 'application/super+json', tags: ['vip'] })
    expect(await lastAudit()).toMatchObject({
      action: 'run.start',
      actor_id: app.person.id,
      target_id: 'import/csv',
      after: { runId: 'run_new1', tags: ['vip'], isTest: false },
    })
  })

  test('gives the same key to the same wish and another one after a correction', async () => {
    await Promise.all([startRun(wish), startRun(wish), startRun({ ...wish, payload: '{"uploadId":"u2"}' })])
    const keys = triggers().map((request) => JSON.parse(request.body).options.idempotencyKey)
    expect(new Set(keys).size).toBe(2)
  })

  test('refuses a task that no worker knows before anything is sent', async () => {
    expect(await startRun({ ...wish, taskId: 'nope' })).toMatchObject({ ok: false, code: 'bad_input' })
    expect(triggers()).toEqual([])
  })

  test('refuses a payload that is no JSON, and says where', async () => {
    const result = await startRun({ ...wish, payload: '{"a":}' })
    expect(result).toMatchObject({
      ok: false,
      fieldErrors: { payload: ['This is not valid JSON at line 1, column 6.'] },
    })
  })
})

describe('canceling', () => {
  test('cancels an unfinished run', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'EXECUTING'))
    platform.json(/POST .*run_a1\/cancel/, { id: 'run_a1' })
    const result = await cancelRun({ environment: 'default', runId: 'run_a1' })
    expect(result).toEqual({ ok: true, data: { runId: 'run_a1', status: 'EXECUTING', outcome: 'canceled' } })
    expect(await lastAudit()).toMatchObject({
      action: 'run.cancel',
      target_id: 'run_a1',
      before: { status: 'EXECUTING' },
    })
  })

  test('does not read the data of the run, which may be larger than anybody could read', async () => {
    const payloadPresignedUrl = 'http://127.0.0.1:1/packets/payload.json'
    platform.json(/GET .*run_a1$/, { ...wireRun('run_a1', 'EXECUTING'), payloadPresignedUrl })
    platform.json(/POST .*run_a1\/cancel/, { id: 'run_a1' })
    const result = await cancelRun({ environment: 'default', runId: 'run_a1' })
    expect(result).toMatchObject({ ok: true, data: { outcome: 'canceled' } })
  })

  test('says of a finished run that it was too late, and does not touch it', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'CANCELED'))
    const result = await cancelRun({ environment: 'default', runId: 'run_a1' })
    expect(result).toMatchObject({ ok: true, data: { outcome: 'already-finished', status: 'CANCELED' } })
    expect(platform.seen.some((request) => request.method === 'POST')).toBe(false)
  })

  test('goes on after a run that fails and names it', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'QUEUED'))
    platform.json(/POST .*run_a1\/cancel/, { id: 'run_a1' })
    const result = await cancelRuns({ environment: 'default', runIds: ['run_gone', 'run_a1'] })
    expect(result).toMatchObject({ ok: true, data: { done: [{ runId: 'run_a1' }], failed: [{ runId: 'run_gone' }] } })
  })

  test('takes at most a hundred runs at once', async () => {
    const runIds = Array.from({ length: 101 }, (_, index) => `run_${index}`)
    expect(await cancelRuns({ environment: 'default', runIds })).toMatchObject({ ok: false, code: 'bad_input' })
    expect(platform.seen).toEqual([])
  })
})

test('replaying gives the new run and remembers it', async () => {
  platform.json(/POST .*run_a1\/replay/, { id: 'run_b2' })
  expect(await replayRun({ environment: 'default', runId: 'run_a1' })).toEqual({ ok: true, data: { runId: 'run_b2' } })
  expect(await lastAudit()).toMatchObject({
    action: 'run.replay',
    target_id: 'run_a1',
    after: { replayedAs: 'run_b2' },
  })
})

describe('reading', () => {
  test('one status nobody knows and one run without dates do not cost the page', async () => {
    const bare = { id: 'run_b', status: 'QUEUED', taskIdentifier: 't' }
    platform.json(/\/api\/v1\/runs\?/, { data: [wireRun('run_a', 'MOONWALKING'), bare], pagination: { next: 'c' } })
    const page = await listRuns('default', EMPTY_RUN_FILTER, null)
    expect(page.runs.map((run) => run.status)).toEqual(['MOONWALKING', 'QUEUED'])
    expect(page.nextCursor).toBe('c')
  })

  test('an unknown run is not found', async () => {
    await expect(getRunFacts('default', 'run_nope')).rejects.toMatchObject({ code: 'not_found' })
  })
})

import { beforeAll, describe, expect, test, vi } from 'vitest'
import { GET as getLastGood } from '@/app/api/e/[environment]/runs/[runId]/last-good/route'
import { GET as getPayload } from '@/app/api/e/[environment]/runs/[runId]/payload/route'
import { actAs, addPerson, type Person } from '@/lib/auth/app-for-tests'
import { lastAudit } from '@/lib/auth/last-audit-for-tests'
import { rescheduleRun, revealRunData } from '../actions'
import { usePlatformForTests } from '../use-platform-for-tests'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = usePlatformForTests('operator', { TRIGGER_PROJECT_REF: 'proj_test' })
const { platform } = app
let viewer: Person

beforeAll(async () => {
  viewer = await addPerson('viewer')
})

const wireRun = (id: string, status: string, more: object = {}) => ({
  id,
  status,
  taskIdentifier: 'import-csv',
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
  tags: [],
  ...more,
})
const target = { environment: 'default', runId: 'run_a1' }
const reschedules = () => platform.seen.filter((request) => request.url.endsWith('/reschedule'))

/** The run as one answer after the other tells it; the last one stays. */
function answerInTurn(...answers: object[]) {
  platform.on(/GET .*run_a1$/, (_, response) => {
    const body = answers.length > 1 ? answers.shift() : answers[0]
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
}

async function ask(route: typeof getPayload) {
  const response = await route(new Request('http://127.0.0.1:3999/api'), { params: Promise.resolve(target) })
  return { status: response.status, body: await response.json() }
}

describe('rescheduling', () => {
  const before = '2026-11-22T12:00:00.000Z'
  const after = '2026-11-22T10:10:00.000Z'

  test('moves the start of a delayed run and remembers both times', async () => {
    answerInTurn(wireRun('run_a1', 'DELAYED', { delayedUntil: before }))
    platform.json(/POST .*run_a1\/reschedule$/, wireRun('run_a1', 'DELAYED', { delayedUntil: after }))
    const result = await rescheduleRun({ ...target, delay: ' 10m ' })
    expect(result).toEqual({ ok: true, data: { runId: 'run_a1', delayedUntil: new Date(after) } })
    expect(reschedules().map((request) => JSON.parse(request.body))).toEqual([{ delay: '10m' }])
    expect(await lastAudit()).toMatchObject({
      action: 'run.reschedule',
      actor_id: app.person.id,
      target_id: 'run_a1',
      before: { delayedUntil: before },
      after: { delayedUntil: after },
    })
  })

  test.each([{}, null, { delayedUntil: null }, { delayedUntil: 'soon' }])(
    'a start that was moved stays a success when nothing can be read after it, not even the answer %j',
    async (answer) => {
      platform.on(/GET .*run_a1$/, (_, response) => {
        const first = platform.seen.length === 1
        response.writeHead(first ? 200 : 500, { 'content-type': 'application/json' })
        response.end(first ? JSON.stringify(wireRun('run_a1', 'DELAYED', { delayedUntil: before })) : '')
      })
      platform.json(/POST .*run_a1\/reschedule$/, answer)
      expect(await rescheduleRun({ ...target, delay: '10m' })).toEqual({ ok: true, data: { runId: 'run_a1' } })
      expect(await lastAudit()).toMatchObject({
        action: 'run.reschedule',
        outcome: 'done',
        before: { delayedUntil: before },
      })
    },
  )

  test('a run that has started is not asked to wait, and is told apart by what it does now', async () => {
    answerInTurn(wireRun('run_a1', 'EXECUTING'))
    const result = await rescheduleRun({ ...target, delay: '10m' })
    expect(result).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('executing') })
    expect(reschedules()).toEqual([])
  })

  test('a run that starts in the same moment is a conflict too, however the server words its refusal', async () => {
    answerInTurn(wireRun('run_a1', 'DELAYED', { delayedUntil: before }), wireRun('run_a1', 'QUEUED'))
    platform.json(/POST .*run_a1\/reschedule$/, { error: 'Cannot reschedule a run that is not delayed' }, 400)
    expect(await rescheduleRun({ ...target, delay: '10m' })).toMatchObject({ ok: false, code: 'conflict' })
    expect(await lastAudit()).toMatchObject({ action: 'run.reschedule', outcome: 'failed', target_id: 'run_a1' })
  })

  test('what the server has against the time itself is said as it says it', async () => {
    answerInTurn(wireRun('run_a1', 'DELAYED', { delayedUntil: before }))
    platform.json(/POST .*run_a1\/reschedule$/, { error: 'Invalid delay: 10m' }, 400)
    expect(await rescheduleRun({ ...target, delay: '10m' })).toMatchObject({
      ok: false,
      code: 'bad_input',
      message: 'Invalid delay: 10m',
    })
  })

  test('text that is no time never reaches the platform', async () => {
    expect(await rescheduleRun({ ...target, delay: 'soon' })).toMatchObject({
      ok: false,
      code: 'bad_input',
      fieldErrors: { delay: [expect.stringContaining('10m')] },
    })
    expect(platform.seen).toEqual([])
  })
})

describe('secret values', () => {
  const payload = { user: 'ada', password: 'hunter2' }

  test('leave the server replaced, for whoever reads', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'COMPLETED', { payload }))
    for (const person of [app.person, viewer]) {
      actAs(person)
      const { body } = await ask(getPayload)
      expect(body).toMatchObject({ text: '{"user":"ada","password":"[redacted]"}', hiddenCount: 1 })
    }
  })

  test('are shown to an operator who asks for them, and the audit log says so', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'COMPLETED', { payload }))
    const result = await revealRunData({ ...target, part: 'payload' })
    expect(result).toMatchObject({ ok: true, data: { text: JSON.stringify(payload) } })
    expect(await lastAudit()).toMatchObject({
      action: 'run.reveal',
      actor_id: app.person.id,
      target_id: 'run_a1',
      after: { part: 'payload' },
    })
  })

  test('are refused to everybody else before the platform is asked', async () => {
    actAs(viewer)
    expect(await revealRunData({ ...target, part: 'output' })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(platform.seen).toEqual([])
  })
})

describe('the last good run', () => {
  const list = (...ids: string[]) => ({ data: ids.map((id) => wireRun(id, 'COMPLETED')), pagination: {} })

  test('is the newest completed one of the same task from before', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'FAILED'))
    platform.json(/\/api\/v1\/runs\?/, list('run_a1', 'run_b2', 'run_c3'))
    expect((await ask(getLastGood)).body).toMatchObject({ taskId: 'import-csv', run: { id: 'run_b2' } })
    const query = new URL(platform.seen.at(-1)?.url ?? '', 'http://x').searchParams
    expect(query.get('filter[status]')).toBe('COMPLETED')
    expect(query.get('filter[taskIdentifier]')).toBe('import-csv')
    expect(query.get('filter[createdAt][to]')).toBe(String(Date.parse('2026-11-22T10:00:00.000Z')))
  })

  test('is a later one when there was none before, and none when no other run completed', async () => {
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'COMPLETED'))
    platform.json(/createdAt.*to/, list())
    platform.json(/\/api\/v1\/runs\?/, list('run_d4', 'run_a1'))
    expect((await ask(getLastGood)).body).toMatchObject({ run: { id: 'run_d4' } })
    platform.reset()
    platform.json(/GET .*run_a1$/, wireRun('run_a1', 'FAILED'))
    platform.json(/\/api\/v1\/runs\?/, list())
    expect((await ask(getLastGood)).body).toEqual({ taskId: 'import-csv', run: null })
  })

  test('of an unknown run is a 404', async () => {
    expect((await ask(getLastGood)).status).toBe(404)
  })
})

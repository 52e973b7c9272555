import { generateJWT } from '@trigger.dev/core/v3/jwt'
import { runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { SECRET_KEY, TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'
import { changeRun } from './test-change-run'
import { FeedReader } from './test-feed-reader'

let platform: TestPlatform
let worker: TestWorker

beforeAll(async () => {
  platform = await TestPlatform.start(inject('postgresUrl'))
  worker = await TestWorker.register(() => platform.origin, [{ id: 'send-invoice' }, { id: 'other' }])
})

afterAll(() => platform.end())

const feedOf = (path: string, token?: string) => new FeedReader(() => `${platform.origin}${path}`, token)
const waiting = () => platform.platform.deps.changeLog.waiting

const addTag = (runId: string, tag: string) => changeRun(platform, runId, `tags = tags || '{${tag}}'`)

function publicToken(scopes: string[], more: Record<string, unknown> = {}): Promise<string> {
  const payload = { sub: platform.platform.deps.environment.id, pub: true, scopes, ...more }
  return generateJWT({ secretKey: SECRET_KEY, payload, expirationTime: '1h' })
}

async function statusOf(path: string, token: string | null): Promise<number> {
  const headers = new Headers(token === null ? [] : [['authorization', `Bearer ${token}`]])
  return (await fetch(`${platform.origin}${path}`, { headers })).status
}

describe('through the official SDK', () => {
  test('a subscriber sees a run live, in order, and the subscription ends with it', async () => {
    const { id } = await tasks.trigger('send-invoice', { amount: 7 })
    const seen: string[] = []
    let output: unknown
    const working = worker.startNext().then((run) => worker.succeed(run, { paid: true }))
    for await (const run of runs.subscribeToRun(id)) {
      seen.push(run.status)
      output = run.output
      if (run.isCompleted) break
    }
    await working
    const order = ['QUEUED', 'DEQUEUED', 'EXECUTING', 'COMPLETED']
    expect(seen).toEqual(order.filter((status) => seen.includes(status)))
    expect(seen.at(-1)).toBe('COMPLETED')
    expect(output).toEqual({ paid: true })
  })

  test('several tags mean all of them; runs that exist and runs to come are told', async () => {
    const earlier = await tasks.trigger('send-invoice', {}, { tags: ['and-a', 'and-b'] })
    await tasks.trigger('send-invoice', {}, { tags: ['and-a'] })
    const seen = new Set<string>()
    let later: string | undefined
    for await (const run of runs.subscribeToRunsWithTag(['and-a', 'and-b'])) {
      seen.add(run.id)
      if (later === undefined) later = (await tasks.trigger('send-invoice', {}, { tags: ['and-b', 'and-a'] })).id
      if (seen.has(later)) break
    }
    expect([...seen]).toEqual([earlier.id, later])
  })

  test('a tag added later brings the run into the feed', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const reader = feedOf('/realtime/v1/runs?tags=added-later')
    await reader.next()
    expect(reader.rows.size).toBe(0)
    await addTag(id, 'added-later')
    await reader.until(() => reader.rows.size > 0)
    expect([...reader.rows.values()].map((row) => row.friendlyId)).toEqual([id])
  })

  test('no tags mean every run', async () => {
    const triggered: string[] = []
    for await (const run of runs.subscribeToRunsWithTag([])) {
      if (triggered.length === 0) triggered.push((await tasks.trigger('other', {})).id)
      if (run.id === triggered[0]) break
    }
    expect(triggered).toHaveLength(1)
  })
})

describe('a list feed', () => {
  test('starts empty at 0 when nothing matches, and inserts what is new', async () => {
    const path = '/realtime/v1/runs?tags=fresh-feed'
    const { status, headers, body } = await platform.call('GET', `${path}&offset=-1`, undefined, {
      'x-trigger-electric-version': '1.0.0-beta.1',
    })
    expect(status).toBe(200)
    expect(headers.get('electric-offset')).toMatch(/^0_\d+$/)
    expect(headers.get('electric-handle')).toMatch(/^runs_\d+_\d+_/)
    expect(body).toEqual([{ headers: { control: 'up-to-date' } }])

    const reader = feedOf(path)
    await reader.next()
    await tasks.trigger('send-invoice', {}, { tags: ['fresh-feed'] })
    expect((await reader.next()).map(({ headers }) => headers)).toEqual([
      { operation: 'insert' },
      { control: 'up-to-date' },
    ])
  })

  test('looks back as far as asked, at most a day, and a window stays as it was first', async () => {
    const { id } = await tasks.trigger('send-invoice', {}, { tags: ['windowed'] })
    const age = (interval: string) =>
      platform.query(`update runs set created_at = now() - $2::interval where id = $1`, [id.slice(4), interval])
    const rowsOf = async (window: string) => {
      const reader = feedOf(`/realtime/v1/runs?tags=windowed${window}`)
      await reader.next()
      return reader.rows.size
    }
    await age('5 minutes')
    expect([await rowsOf(''), await rowsOf('&createdAt=10m'), await rowsOf('&createdAt=1m')]).toEqual([1, 1, 0])
    expect(await rowsOf('&createdAt=no-duration')).toBe(1)
    await age('25 hours')
    expect([await rowsOf(''), await rowsOf('&createdAt=30d')]).toEqual([0, 0])
  })

  test('keeps rows out of the snapshot that would not fit in memory, newest first', async () => {
    const large = 'x'.repeat(9 * 1024 * 1024)
    for (let i = 0; i < 5; i++) {
      const { id } = await tasks.trigger('send-invoice', {}, { tags: ['large'] })
      await platform.query('update runs set payload = $2 where id = $1', [id.slice(4), large])
    }
    const everything = feedOf('/realtime/v1/runs?tags=large')
    await everything.next()
    expect(everything.rows.size).toBe(3)
    const light = feedOf('/realtime/v1/runs?tags=large&skipColumns=payload')
    await light.next()
    expect(light.rows.size).toBe(5)
  })

  test('sends a holder of an unknown handle back to the start, with a handle that works', async () => {
    const path = '/realtime/v1/runs?tags=handles&offset=5_5&live=true&handle='
    const { status, body, headers } = await platform.call('GET', `${path}runs_1_1_bogusbogusbogusb`)
    expect(status).toBe(409)
    expect(body).toEqual([{ headers: { control: 'must-refetch' } }])
    expect(headers.get('electric-shape-id')).toMatch(/^runs_/)
  })
})

describe('a run feed', () => {
  test('answers at once when the row is newer than the offset, whoever made the handle', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const path = `/realtime/v1/runs/${id}?offset=0_0&handle=bogus&live=true`
    const { status, body, headers } = await platform.call('GET', path)
    expect(status).toBe(200)
    expect(body[0].headers).toEqual({ operation: 'update' })
    expect(headers.get('electric-shape-id')).toBe(`run-${id.slice(4)}`)
    expect(headers.get('electric-cursor')).toMatch(/^\d+$/)
  })

  test('has the columns the token leaves, whatever the address asks for', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const token = await publicToken([`read:runs:${id}`], { realtime: { skipColumns: ['payload', 'status'] } })
    const reader = feedOf(`/realtime/v1/runs/${id}?skipColumns=output`, token)
    await reader.next()
    const [row] = [...reader.rows.values()]
    expect(row).not.toHaveProperty('payload')
    expect(row).toMatchObject({ output: null, status: 'PENDING' })
  })

  test('of an unknown run is a 404 that is not worth a retry', async () => {
    const { status, body, headers } = await platform.call('GET', '/realtime/v1/runs/run_nobody?offset=-1')
    expect([status, body, headers.get('x-should-retry')]).toEqual([404, { error: 'Not found' }, 'false'])
  })
})

describe('a restart of the platform', () => {
  test('sends list readers back to the start without a gap, and run readers do not notice', async () => {
    const { id } = await tasks.trigger('send-invoice', {}, { tags: ['restart'] })
    const list = feedOf('/realtime/v1/runs?tags=restart')
    const single = feedOf(`/realtime/v1/runs/${id}`)
    await Promise.all([list.next(), single.next()])
    await platform.restart()
    const later = await tasks.trigger('send-invoice', {}, { tags: ['restart'] })
    await addTag(id, 'after-restart')
    await list.until(() => list.rows.size === 2)
    await single.next()
    expect(list.refetches).toBe(1)
    expect(single.refetches).toBe(0)
    expect([...list.rows.values()].map((row) => row.friendlyId)).toContain(later.id)
    expect(single.rows.get(id.slice(4))?.runTags).toBe('{"restart","after-restart"}')
  })

  test('goes unnoticed by a subscriber of the SDK', async () => {
    const tag = 'sdk-restart'
    const first = await tasks.trigger('send-invoice', {}, { tags: [tag] })
    const seen = new Set<string>()
    let second: string | undefined
    for await (const run of runs.subscribeToRunsWithTag(tag)) {
      seen.add(run.id)
      if (second === undefined) {
        await platform.restart()
        second = (await tasks.trigger('send-invoice', {}, { tags: [tag] })).id
      }
      if (seen.has(second)) break
    }
    expect(seen).toEqual(new Set([first.id, second]))
  })
})

describe('holding', () => {
  test('a hang-up frees what was held at once', async () => {
    const { id } = await tasks.trigger('send-invoice', {})
    const readers = [feedOf(`/realtime/v1/runs/${id}`), feedOf('/realtime/v1/runs?tags=hang-up')]
    await Promise.all(readers.map((reader) => reader.next()))
    const hangUp = new AbortController()
    const held = readers.map((reader) => reader.next(hangUp.signal).catch((error: Error) => error.name))
    await vi.waitFor(() => expect(waiting()).toBe(2))
    hangUp.abort()
    expect(await Promise.all(held)).toEqual(['AbortError', 'AbortError'])
    await vi.waitFor(() => expect(waiting()).toBe(0))
  })

  test('a stop of the platform answers those it held', async () => {
    const reader = feedOf('/realtime/v1/runs?tags=stopping')
    await reader.next()
    const held = reader.next()
    await vi.waitFor(() => expect(waiting()).toBe(1))
    await platform.restart()
    expect(await held).toEqual([{ headers: { control: 'up-to-date' } }])
  })
})

describe('who may read', () => {
  test('a run is open to tokens for it, its task, a tag of it, or all runs, and to no others', async () => {
    const { id } = await tasks.trigger('send-invoice', {}, { tags: ['mine'] })
    const path = `/realtime/v1/runs/${id}?offset=-1`
    const open = [`read:runs:${id}`, 'read:runs', 'read:tasks:send-invoice', 'read:tags:mine', 'read:all', 'admin']
    for (const scope of open) expect([scope, await statusOf(path, await publicToken([scope]))]).toEqual([scope, 200])
    const shut = [
      'read:runs:run_other',
      'read:tasks:other',
      'read:tags:theirs',
      'write:runs',
      'trigger:tasks:send-invoice',
    ]
    for (const scope of shut) expect([scope, await statusOf(path, await publicToken([scope]))]).toEqual([scope, 403])
    expect(await statusOf(path, await publicToken([]))).toBe(403)
  })

  test('a list is open to tokens for one of its tags or for all, and to no others', async () => {
    const path = '/realtime/v1/runs?offset=-1&tags=mine,yours'
    for (const scope of ['read:tags:mine', 'read:tags:yours', 'read:tags', 'read:runs']) {
      expect([scope, await statusOf(path, await publicToken([scope]))]).toEqual([scope, 200])
    }
    for (const scope of ['read:tags:theirs', 'read:runs:run_x', 'read:tasks:send-invoice']) {
      expect([scope, await statusOf(path, await publicToken([scope]))]).toEqual([scope, 403])
    }
    expect(await statusOf('/realtime/v1/runs?offset=-1', await publicToken(['read:tags:mine']))).toBe(403)
  })

  test('nobody without a valid key gets in', async () => {
    const forged = await generateJWT({
      secretKey: 'tr_dev_another',
      payload: { sub: platform.platform.deps.environment.id, pub: true, scopes: ['admin'] },
      expirationTime: '1h',
    })
    for (const token of [null, 'tr_dev_wrong', forged]) {
      expect(await statusOf('/realtime/v1/runs?offset=-1', token)).toBe(401)
      expect(await statusOf('/realtime/v1/runs/run_x?offset=-1', token)).toBe(401)
    }
  })

  test('a tag that no run can have is refused', async () => {
    const { status, body } = await platform.call('GET', '/realtime/v1/runs?offset=-1&tags=a%22b')
    expect([status, body.error, body.details[0].path]).toEqual([400, 'Query Error', ['tags']])
  })
})

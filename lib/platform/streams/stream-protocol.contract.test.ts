import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { SECRET_KEY } from '../contract/test-platform'
import type { StartedRun } from '../contract/test-worker'
import { eventually } from '../worker/testing/eventually'
import { useStreamPlatform } from './test-stream-platform'
import { readEvents } from './test-stream-reader'

const local = useStreamPlatform()
const { startRun } = local
let run: StartedRun
let streamCount = 0

beforeAll(async () => {
  run = await startRun()
})

const newStream = () => `stream-${streamCount++}`
const readPath = (name: string, runId = run.id) => `${local.platform.origin}/realtime/v1/streams/${runId}/${name}`
const writePath = (name: string, runId = run.id) => `/realtime/v1/streams/${runId}/self/${name}`
const V2 = { 'x-trigger-realtime-streams-version': 'v2' }

function post(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${local.platform.origin}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET_KEY}`, ...headers },
    body: body as BodyInit,
  })
}

async function lastIndex(name: string, clientId: string): Promise<string | null> {
  const answer = await local.platform.call('HEAD', writePath(name), undefined, { 'x-client-id': clientId })
  return answer.headers.get('x-last-chunk-index')
}

async function stored(name: string, count: number, headers: Record<string, string> = {}): Promise<unknown[]> {
  const { events } = await readEvents(readPath(name), headers, (events) => events.length >= count)
  return events.map(({ data }) => JSON.parse(data))
}

async function storedCount(name: string): Promise<number> {
  const { rows } = await local.platform.query<{ next_seq: number }>('select next_seq from streams where name = $1', [
    name,
  ])
  return rows[0]?.next_seq ?? 0
}

describe('a reader', () => {
  test('that knows no version gets an event for each chunk', async () => {
    const name = newStream()
    await post(writePath(name), '{"a": 1}\n"two"\n')
    const { headers, events } = await readEvents(readPath(name), {}, (events) => events.length === 2)
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('x-stream-version')).toBe('v1')
    expect(events).toEqual([
      { id: expect.stringMatching(/^\d{13}-0$/), data: '{"a": 1}' },
      { id: expect.stringMatching(/^\d{13}-1$/), data: '"two"' },
    ])
  })

  test('that knows the second version gets batches of records', async () => {
    const name = newStream()
    await post(writePath(name), '{"a":1}\n"two"\n')
    const { headers, events } = await readEvents(readPath(name), V2, (events) => events.length === 1)
    expect(headers.get('x-stream-version')).toBe('v2')
    expect(events[0]).toMatchObject({ event: 'batch', id: '1' })
    expect(JSON.parse(events[0]?.data ?? '')).toEqual({
      records: [
        { seq_num: 0, timestamp: expect.any(Number), body: '{"data":{"a":1},"id":"0"}' },
        { seq_num: 1, timestamp: expect.any(Number), body: '{"data":"two","id":"1"}' },
      ],
    })
  })

  test.each([
    ['its own id', { 'last-event-id': '1700000000000-1' }],
    ['a number', { 'last-event-id': '1' }],
  ])('goes on after %s', async (_of, headers) => {
    const name = newStream()
    await post(writePath(name), '0\n1\n2\n3\n')
    expect(await stored(name, 2, headers)).toEqual([2, 3])
  })

  test.each([
    [{ 'timeout-seconds': 'soon' }, 'Invalid timeout seconds'],
    [{ 'timeout-seconds': '0' }, 'Timeout seconds must be greater than 0'],
    [{ 'timeout-seconds': '601' }, 'Timeout seconds must be less than 600'],
    [{ 'last-event-id': 'x' }, 'Invalid Last-Event-ID'],
  ])('that asks for %j is told what is wrong', async (headers, text) => {
    await expect(readEvents(readPath('any'), headers as never)).rejects.toThrow(`400 ${text}`)
  })

  test('of a name that no stream can have is refused', async () => {
    expect((await local.platform.call('GET', `/realtime/v1/streams/${run.id}/%00`)).status).toBe(400)
    expect((await local.platform.call('PUT', writePath('%00'))).status).toBe(400)
    expect((await local.platform.call('POST', `/realtime/v1/streams/${run.id}/input/%00`, { data: 1 })).status).toBe(
      400,
    )
  })

  test('of a stream into which nothing comes is let go after its time-out', async () => {
    const began = performance.now()
    const { events } = await readEvents(readPath(newStream()), { 'timeout-seconds': '1' })
    expect(events).toEqual([])
    expect(performance.now() - began).toBeGreaterThan(990)
  })

  test('of an unknown run is told so, and not to come back', async () => {
    const answer = await local.platform.call('GET', '/realtime/v1/streams/run_nope/any')
    expect([answer.status, answer.body, answer.headers.get('x-should-retry')]).toEqual([
      404,
      { error: 'Not found' },
      'false',
    ])
  })
})

describe('a writer', () => {
  test('that sends chunks again has them stored once', async () => {
    const name = newStream()
    const from = (chunk: number) => ({ 'x-client-id': 'w1', 'x-resume-from-chunk': String(chunk) })
    await post(writePath(name), '0\n1\n2\n', from(0))
    await post(writePath(name), '0\n1\n2\n', from(0))
    await post(writePath(name), '1\n2\n3\n', from(1))
    await post(writePath(name), '4\n', from(4))
    expect(await stored(name, 5)).toEqual([0, 1, 2, 3, 4])
    expect(await storedCount(name)).toBe(5)
    expect(await lastIndex(name, 'w1')).toBe('4')
    expect(await lastIndex(name, 'w2')).toBe('-1')
  })

  test('whose connection breaks in the middle of a chunk is told what arrived', async () => {
    const name = newStream()
    const url = new URL(`${local.platform.origin}${writePath(name)}`)
    const headers = { authorization: `Bearer ${SECRET_KEY}`, 'x-client-id': 'broken' }
    const sending = request(url, { method: 'POST', headers }).on('error', () => {})
    sending.write('0\n1\n{"half":')
    await eventually('two chunks are stored', async () => (await storedCount(name)) === 2)
    sending.destroy()
    await eventually('nobody writes', async () => local.platform.platform.deps.streams.size === 0)
    expect(await lastIndex(name, 'broken')).toBe('1')
    await post(writePath(name), '{"half":1}\n', { 'x-client-id': 'broken', 'x-resume-from-chunk': '2' })
    expect(await stored(name, 3)).toEqual([0, 1, { half: 1 }])
  })

  test('is one of many at a time; each keeps its order and nothing is lost', async () => {
    const name = newStream()
    const numbers = Array.from({ length: 20 }, (_, index) => index)
    const writers = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(
      writers.map(async (client) => {
        for (const index of numbers) {
          const headers = { 'x-client-id': client, 'x-resume-from-chunk': String(index) }
          await post(writePath(name), `"${client}${index}"\n`, headers)
        }
      }),
    )
    const all = (await stored(name, 120)) as string[]
    for (const client of writers) {
      expect(all.filter((chunk) => chunk.startsWith(client))).toEqual(numbers.map((index) => `${client}${index}`))
    }
    expect(await storedCount(name)).toBe(120)
  })

  test('may send what is no JSON, no line end, or empty lines', async () => {
    const name = newStream()
    await post(writePath(name), 'bare text\n\n  \n{"a":\r1}\r\nlast')
    expect(await stored(name, 3)).toEqual(['bare text', { a: 1 }, 'last'])
  })

  test('may send bytes that are no text', async () => {
    const name = newStream()
    await post(writePath(name), new Uint8Array([0xff, 0x00, 0x41, 0x0a]))
    expect(await stored(name, 1)).toEqual(['\ufffd\u0000A'])
  })

  test('has room for a megabyte in a chunk', async () => {
    const name = newStream()
    const large = JSON.stringify('é'.repeat(500_000))
    expect((await post(writePath(name), `${large}\n`)).status).toBe(200)
    expect(await stored(name, 1)).toEqual([JSON.parse(large)])
    expect((await post(writePath(name), `${JSON.stringify('x'.repeat(1_100_000))}\n`)).status).toBe(413)
    expect(await storedCount(name)).toBe(1)
  })

  test('is told when it cannot start where it says', async () => {
    const answer = await post(writePath(newStream()), '0\n', { 'x-resume-from-chunk': 'x' })
    expect([answer.status, await answer.text()]).toEqual([400, 'Invalid X-Resume-From-Chunk header value: x'])
  })
})

describe('a part', () => {
  test('is text, and one call adds it once', async () => {
    const name = newStream()
    const append = (headers: Record<string, string>) => post(`${writePath(name)}/append`, '{"a":1}', headers)
    await append({ 'x-trigger-request-idempotency-key': 'same' })
    const again = await append({ 'x-trigger-request-idempotency-key': 'same' })
    await append({ 'x-part-id': 'p1' })
    await append({ 'x-part-id': 'p1' })
    await append({})
    expect([again.status, await again.json()]).toEqual([200, { ok: true }])
    expect(await stored(name, 3)).toEqual(['{"a":1}', '{"a":1}', '{"a":1}'])
    expect(await storedCount(name)).toBe(3)
  })

  test('of more than 512 KiB is refused', async () => {
    const answer = await post(`${writePath(newStream())}/append`, 'x'.repeat(512 * 1024 + 1))
    expect([answer.status, await answer.json()]).toEqual([413, { error: 'Request body too large' }])
  })
})

describe('a stream', () => {
  test('of the parent and of the root is reached through the child', async () => {
    const parent = await startRun()
    const context = { parentRunId: parent.id }
    await local.platform.call('POST', '/api/v1/tasks/chat/trigger', { payload: '{}', options: context })
    const child = await local.worker.startNext()
    for (const target of ['parent', 'root']) {
      const path = `/realtime/v1/streams/${child.id}/${target}/shared`
      expect(await local.platform.call('PUT', path)).toMatchObject({ status: 202 })
      await post(path, `"to ${target}"\n`, { 'x-client-id': target })
    }
    await local.worker.succeed(parent)
    const { events } = await readEvents(readPath('shared', parent.id))
    expect(events.map(({ data }) => data)).toEqual(['"to parent"', '"to root"'])
    const orphan = await fetch(`${local.platform.origin}/realtime/v1/streams/${run.id}/parent/shared`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${SECRET_KEY}` },
    })
    expect([orphan.status, await orphan.text()]).toEqual([404, 'Target not found'])
    await local.worker.succeed(child)
  })

  test('of a run that has ended is read to its end at once, and not written to any more', async () => {
    const ended = await startRun()
    await post(writePath('done', ended.id), '1\n2\n')
    await local.worker.succeed(ended)
    const { events } = await readEvents(readPath('done', ended.id), { 'timeout-seconds': '600' })
    expect(events.map(({ data }) => data)).toEqual(['1', '2'])
    const refused = await post(writePath('done', ended.id), '3\n')
    const part = await post(`${writePath('done', ended.id)}/append`, 'x')
    const create = await fetch(`${local.platform.origin}${writePath('done', ended.id)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${SECRET_KEY}` },
    })
    expect([refused.status, part.status, create.status]).toEqual([400, 400, 400])
    expect(await create.text()).toBe('Cannot initialize a realtime stream on a completed run')
    expect(await part.text()).toBe('Cannot append to a realtime stream on a completed run')
  })

  test('that is still written when its run ends is read to what its writer sends last', async () => {
    const ended = await startRun()
    const url = new URL(`${local.platform.origin}${writePath('late', ended.id)}`)
    const sending = request(url, { method: 'POST', headers: { authorization: `Bearer ${SECRET_KEY}` } })
    sending.write('1\n')
    await eventually('the first chunk is stored', async () => (await storedCount('late')) === 1)
    const reading = readEvents(readPath('late', ended.id))
    await local.worker.succeed(ended)
    sending.end('2\n')
    expect((await reading).events.map(({ data }) => data)).toEqual(['1', '2'])
  })

  test('under a target that is none is a bad request', async () => {
    const answer = await local.platform.call('PUT', `/realtime/v1/streams/${run.id}/cousin/x`)
    expect([answer.status, answer.body]).toEqual([400, { error: 'Invalid Params' }])
  })
})

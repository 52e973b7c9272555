import { createHash } from 'node:crypto'
import { auth, configure, runs, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform
let worker: TestWorker
const MB = 1024 * 1024

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'), { maxPacketBytes: 2 * MB })
  worker = await TestWorker.register(() => test.origin, [{ id: 'large' }])
})
afterAll(() => test.end())

const link = async (name: string) => (await test.call('PUT', `/api/v2/packets/${name}`)).body.presignedUrl as string
const put = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body, headers })

describe('a payload over 128 KB', () => {
  const large = { text: 'ä'.repeat(150_000), at: new Date('2026-01-02T03:04:05.678Z'), ids: new Set([1n, 2n]) }

  it('goes through a packet and comes back with its dates, sets and big numbers', async () => {
    const { id } = await tasks.trigger('large', large)
    const started = await worker.startNext()
    expect(started.execution.run.payloadType).toBe('application/store')
    expect((await runs.retrieve(id)).payload).toEqual(large)
    await worker.succeed(started)
  })

  it('is shared by a replay, and replaced in one that has its own', async () => {
    const { id } = await tasks.trigger('large', large)
    await worker.succeed(await worker.startNext())
    const same = await runs.replay(id)
    const other = await runs.replay(id, { payload: { small: true } })
    expect((await runs.retrieve(same.id)).payload).toMatchObject({ text: large.text })
    expect((await runs.retrieve(other.id)).payload).toEqual({ small: true })
    await worker.succeed(await worker.startNext())
    await worker.succeed(await worker.startNext())
  })

  it('is read with the public token of its run, and with no other', async () => {
    const handle = await tasks.trigger('large', large)
    const started = await worker.startNext()
    const { payload } = started.execution.run
    const read = (token: string) =>
      test.call('GET', `/api/v1/packets/${encodeURIComponent(payload)}`, undefined, {
        authorization: `Bearer ${token}`,
      })
    const own = await read(handle.publicAccessToken)
    expect(own.status).toBe(200)
    expect(await (await fetch(own.body.presignedUrl)).text()).toContain(large.text)
    expect((await read(await auth.createPublicToken({ scopes: { read: { tasks: 'large' } } }))).status).toBe(200)
    expect((await read(await auth.createPublicToken({ scopes: { read: { runs: 'run_other' } } }))).status).toBe(403)
    expect(
      (
        await test.call('GET', '/api/v1/packets/nobody.json', undefined, {
          authorization: `Bearer ${handle.publicAccessToken}`,
        })
      ).status,
    ).toBe(404)
    await auth.withAuth({ accessToken: handle.publicAccessToken }, async () => {
      expect((await runs.retrieve(handle.id)).payload).toMatchObject({ text: large.text })
    })
    configure({ baseURL: test.origin, accessToken: SECRET_KEY })
    await worker.succeed(started)
  })
})

describe('a packet', () => {
  it('keeps every byte and its content type', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256))
    const url = await link('bytes.bin')
    expect((await put(url, bytes, { 'content-type': 'application/octet-stream' })).status).toBe(200)
    const read = await fetch((await test.call('GET', '/api/v1/packets/bytes.bin')).body.presignedUrl)
    expect(read.headers.get('content-type')).toBe('application/octet-stream')
    const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')
    expect(digest(Buffer.from(await read.arrayBuffer()))).toBe(digest(bytes))
  })

  it('may be as large as configured, not larger, whether its size is announced or not', async () => {
    const url = await link('huge.json')
    expect((await put(url, 'x'.repeat(2 * MB))).status).toBe(200)
    const announced = await put(url, 'x'.repeat(2 * MB + 1))
    expect(announced.status).toBe(413)
    expect(await announced.json()).toEqual({ error: 'Payloads and outputs may have up to 2 MB' })
    const chunks = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(256 * 1024))
      },
    })
    const streamed = fetch(url, { method: 'PUT', body: chunks, duplex: 'half' } as RequestInit)
    expect(await streamed.then((response) => response.status).catch(() => 'cut off')).toSatisfy(
      (outcome: unknown) => outcome === 413 || outcome === 'cut off',
    )
    const kept = await test.query(`select length(data) as bytes from packets where name = 'huge.json'`)
    expect(kept.rows).toEqual([{ bytes: 2 * MB }])
  })

  it('is opened by its link for what the link is for, and nothing else', async () => {
    const url = await link('mine.json')
    await put(url, '{}')
    expect((await fetch(url)).status).toBe(403)
    expect((await put(url.replace('mine', 'yours'), '{}')).status).toBe(403)
    expect((await put(url.replace(/expires=\d+/, 'expires=99999999999999'), '{}')).status).toBe(403)
    expect((await test.call('GET', '/api/v1/packets/mine.json', undefined, { authorization: '' })).status).toBe(401)
  })

  it('has a name of at most 512 characters', async () => {
    expect((await test.call('PUT', `/api/v2/packets/${'n'.repeat(513)}`)).status).toBe(400)
  })
})

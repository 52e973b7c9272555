import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createEngineClient } from './engine-client'

let server: Server

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
})

/** Answers each request with the next status, or refuses it with the text; 'hang up' breaks the connection. */
async function clientOf(...answers: (number | 'hang up' | { refusal: string })[]) {
  const seen: { path: string; authorization: string | undefined }[] = []
  const silent: string[] = []
  server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', authorization: request.headers.authorization })
    const answer = answers.shift() ?? 200
    if (answer === 'hang up') return request.socket.destroy()
    if (typeof answer === 'object') return response.writeHead(422).end(answer.refusal)
    return response.writeHead(answer).end(JSON.stringify(answer === 200 ? { cancelled: 1 } : { error: 'no' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const client = createEngineClient({
    apiUrl: `http://127.0.0.1:${port}`,
    secretKey: 'tr_dev_x',
    projectRef: 'proj_x',
    onSilence: (path) => silent.push(path),
  })
  return { client, seen, silent }
}

const never = new AbortController().signal

test('a call survives a broken connection, an overload and a restart', async () => {
  const { client, seen } = await clientOf('hang up', 429, 503)
  expect(await client.disconnect(['run_a'], never)).toEqual({ ok: true, value: { cancelled: 1 } })
  expect(seen).toHaveLength(4)
  expect(seen[0]).toEqual({ path: '/engine/v1/dev/disconnect', authorization: 'Bearer tr_dev_x' })
})

test.each([400, 401, 404, 409])('a refusal with %s is an answer and is not repeated', async (status) => {
  const { client, seen } = await clientOf(status)
  expect(await client.disconnect(['run_a'], never)).toMatchObject({ ok: false, status })
  expect(seen).toHaveLength(1)
})

test.each([
  ['the sentence, wherever it stands', JSON.stringify({ issues: 'x'.repeat(600), error: 'say "no"' }), 'say "no"'],
  ['not more than fits a line', JSON.stringify({ error: 'x'.repeat(600) }), 'x'.repeat(500)],
  ['the text when there is no sentence', '<p>Bad gateway</p>', '<p>Bad gateway</p>'],
])('of a refusal the client keeps %s', async (_what, refusal, message) => {
  const { client } = await clientOf({ refusal })
  expect(await client.disconnect(['run_a'], never)).toEqual({ ok: false, status: 422, message })
})

test('a platform that stays silent is mentioned once', async () => {
  const { client, silent } = await clientOf('hang up', 'hang up', 'hang up', 'hang up', 'hang up')
  expect(await client.disconnect(['run_a'], never)).toMatchObject({ ok: true })
  expect(silent).toEqual(['/engine/v1/dev/disconnect'])
}, 15_000)

test('the signal ends the retrying', async () => {
  const { client } = await clientOf(...new Array(50).fill(503))
  expect(await client.disconnect(['run_a'], AbortSignal.timeout(300))).toMatchObject({ ok: false })
})

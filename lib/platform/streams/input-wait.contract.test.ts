import { streams, wait } from '@trigger.dev/sdk'
import { beforeAll, expect, test } from 'vitest'
import type { StartedRun } from '../contract/test-worker'
import { useStreamPlatform } from './test-stream-platform'

const local = useStreamPlatform()
const { startRun } = local
let run: StartedRun

const commands = streams.input<number>({ id: 'commands' })

beforeAll(async () => {
  run = await startRun()
})

const waitFor = (runId: string, body: Record<string, unknown>) =>
  local.platform.call('POST', `/api/v1/runs/${runId}/input-streams/wait`, { streamId: 'commands', ...body })

async function waitpoint(id: string) {
  const { rows } = await local.platform.query<{ status: string; output: string | null }>(
    'select status, output from waitpoints where id = $1',
    [id.slice('waitpoint_'.length)],
  )
  return rows[0]
}

test('a value that is there already completes the wait; only what is after the last one read counts', async () => {
  const runId = (await startRun()).id
  for (const value of [10, 11]) await commands.send(runId, value)
  const first = await waitFor(runId, {})
  expect(await waitpoint(first.body.waitpointId)).toEqual({ status: 'COMPLETED', output: '10' })
  const second = await waitFor(runId, { lastSeqNum: 0 })
  expect(await waitpoint(second.body.waitpointId)).toEqual({ status: 'COMPLETED', output: '11' })
  const third = await waitFor(runId, { lastSeqNum: 1 })
  expect(await waitpoint(third.body.waitpointId)).toEqual({ status: 'PENDING', output: null })
  await commands.send(runId, 12)
  expect(await waitpoint(third.body.waitpointId)).toEqual({ status: 'COMPLETED', output: '12' })
})

test('of fifty values sent at once, waits one after the other get each one, in order', async () => {
  const runId = (await startRun()).id
  const values = Array.from({ length: 50 }, (_, index) => index)
  const sending = Promise.all(values.map((value) => commands.send(runId, value)))
  const got: number[] = []
  while (got.length < values.length) {
    const lastSeqNum = got.length > 0 ? got.length - 1 : undefined
    const { body } = await waitFor(runId, { lastSeqNum })
    let output: string | null | undefined
    while (output === undefined || output === null) output = (await waitpoint(body.waitpointId))?.output
    got.push(JSON.parse(output))
  }
  await sending
  expect([...got].sort((a, b) => a - b)).toEqual(values)
  const stored = await local.platform.query<{ data: string }>(
    `select data from stream_chunks c join streams s on s.id = c.stream_id where s.run_id = $1 order by seq`,
    [runId.slice(4)],
  )
  expect(stored.rows.map(({ data }) => Number(JSON.parse(data)))).toEqual(got)
})

test('waits that have ended are looked at no more when a value comes', async () => {
  const runId = (await startRun()).id
  for (const lastSeqNum of [undefined, 0, 1]) {
    await waitFor(runId, { lastSeqNum })
    await commands.send(runId, 1)
  }
  const { rowCount } = await local.platform.query(
    'select 1 from input_waits i join streams s on s.id = i.stream_id where s.run_id = $1',
    [runId.slice(4)],
  )
  expect(rowCount).toBe(0)
})

test('waits that name the same idempotency key are one', async () => {
  const runId = (await startRun()).id
  const body = { idempotencyKey: 'one-wait' }
  const answers = await Promise.all([waitFor(runId, body), waitFor(runId, body), waitFor(runId, body)])
  expect(new Set(answers.map((answer) => answer.body.waitpointId)).size).toBe(1)
  expect(answers.filter((answer) => !answer.body.isCached)).toHaveLength(1)
  await commands.send(runId, 1)
  expect(await waitpoint(answers[0]?.body.waitpointId)).toEqual({ status: 'COMPLETED', output: '1' })
  expect((await waitFor(runId, body)).body.isCached).toBe(true)
})

test('a call that the sender repeats sends one value', async () => {
  const runId = (await startRun()).id
  const send = () =>
    local.platform.call(
      'POST',
      `/realtime/v1/streams/${runId}/input/commands`,
      { data: 5 },
      { 'x-trigger-request-idempotency-key': 'call-1' },
    )
  await send()
  await send()
  const { body } = await waitFor(runId, { lastSeqNum: 0 })
  expect(await waitpoint(body.waitpointId)).toMatchObject({ status: 'PENDING' })
})

test('a value can be nothing, or a megabyte less its wrapping, and no more', async () => {
  const path = `/realtime/v1/streams/${run.id}/input/large`
  expect((await local.platform.call('POST', path, {})).body).toEqual({ ok: true })
  expect((await local.platform.call('POST', path, { data: 'x'.repeat(1024 * 1024 - 11) })).status).toBe(200)
  const refused = await local.platform.call('POST', path, { data: 'x'.repeat(1024 * 1024) })
  expect([refused.status, refused.body]).toEqual([413, { error: 'Request body too large' }])
})

test('waits of input streams are no tokens for lists, and their refusals say why', async () => {
  const { body } = await waitFor(run.id, { tags: ['a'] })
  const listed: string[] = []
  for await (const token of wait.listTokens()) listed.push(token.id)
  expect(listed).not.toContain(body.waitpointId)
  const tags = Array.from({ length: 11 }, (_, index) => `t${index}`)
  const many = await waitFor(run.id, { tags })
  expect([many.status, many.body]).toEqual([
    422,
    { error: "Waitpoints can only have 10 tags, you're trying to set 11." },
  ])
  const unknown = await waitFor('run_nope', {})
  expect([unknown.status, unknown.body]).toEqual([404, { error: 'Run not found' }])
  expect((await waitFor(run.id, { lastSeqNum: 0.5 })).status).toBe(400)
})

test('who may not, cannot send', async () => {
  const path = `/realtime/v1/streams/${run.id}/input/commands`
  const anonymous = await fetch(`${local.platform.origin}${path}`, { method: 'POST', body: '{"data":1}' })
  expect([anonymous.status, await anonymous.json()]).toEqual([401, { error: 'Invalid or Missing API key' }])
  const unknown = await local.platform.call('POST', '/realtime/v1/streams/run_nope/input/commands', { data: 1 })
  expect([unknown.status, unknown.body]).toEqual([404, { ok: false, error: 'Run not found' }])
})

import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/e/[environment]/uploads/route'
import { actAs, addPerson, type Person, useTestApp } from '@/lib/auth/app-for-tests'
import type { Role } from '@/lib/auth/permissions'
import { pool } from '@/lib/db/pool'
import { MAX_UPLOAD_BYTES } from './upload-limits'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

useTestApp()
const people = new Map<Role, Person>()

beforeAll(async () => {
  for (const role of ['viewer', 'editor'] as const) people.set(role, await addPerson(role))
})
beforeEach(async () => {
  await pool().query('truncate uploads cascade')
})

type Attempt = { as?: Role; name?: string; headers?: Record<string, string>; environment?: string }

async function post(
  body: BodyInit | null,
  { as, name = 'people.csv', headers = {}, environment = 'default' }: Attempt = {},
) {
  actAs((as && people.get(as)) ?? null)
  const request = new Request(`http://127.0.0.1:3999/api/e/${environment}/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    duplex: 'half',
  } as RequestInit)
  const response = await POST(request, { params: Promise.resolve({ environment }) })
  return { status: response.status, body: await response.json() }
}

const rows = async (text: string) => (await pool().query(text)).rows
const left = async () =>
  (await rows('select (select count(*) from uploads) + (select count(*) from upload_chunks) as n'))[0].n

/** A body of a length that nobody announced. */
function stream(bytes: number): ReadableStream<Uint8Array> {
  const part = new Uint8Array(1024 * 1024).fill(97)
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent >= bytes) return controller.close()
      controller.enqueue(part.subarray(0, Math.min(part.length, bytes - sent)))
      sent += part.length
    },
  })
}

test('an editor uploads a file, it is stored whole, and the audit log says who did it', async () => {
  const { status, body } = await post('email,name\nada@example.com,Ada\n', { as: 'editor', name: '../people.csv' })
  expect({ status, body }).toEqual({ status: 200, body: { uploadId: expect.any(String), sizeBytes: 31 } })
  expect(
    await rows(
      "select name, environment, size_bytes, completed_at is not null as complete, convert_from(bytes, 'UTF8') as text from uploads join upload_chunks on upload_id = id",
    ),
  ).toEqual([
    {
      name: 'people.csv',
      environment: 'default',
      size_bytes: 31,
      complete: true,
      text: 'email,name\nada@example.com,Ada\n',
    },
  ])
  const [entry] = await rows(
    `select actor_name, outcome, environment, after from audit_log where target_id = '${body.uploadId}'`,
  )
  expect(entry).toMatchObject({
    actor_name: 'The editor',
    outcome: 'done',
    environment: 'default',
    after: { name: 'people.csv', sizeBytes: 31 },
  })
})

test.each([
  ['nobody', {}, 401, 'unauthenticated'],
  ['a viewer', { as: 'viewer' }, 403, 'forbidden'],
  ['another site', { as: 'editor', headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'forbidden'],
  ['an editor of no such environment', { as: 'editor', environment: 'nowhere' }, 404, 'not_found'],
] as [string, Attempt, number, string][])('%s cannot upload', async (_, attempt, status, code) => {
  expect(await post('email,name\n', attempt)).toMatchObject({ status, body: { code } })
  expect(await left()).toBe('0')
})

test('an empty file and a file without a name are refused', async () => {
  expect(await post('', { as: 'editor' })).toMatchObject({ status: 400, body: { message: 'This file is empty.' } })
  expect(await post('x', { as: 'editor', name: '' })).toMatchObject({ status: 400, body: { code: 'bad_input' } })
})

test('more than 100 MB is refused before it is read when it is announced', async () => {
  const answer = await post('x', { as: 'editor', headers: { 'content-length': String(MAX_UPLOAD_BYTES + 1) } })
  expect(answer).toMatchObject({ status: 413, body: { code: 'too_large', message: expect.stringContaining('100 MB') } })
})

test('exactly 100 MB fits, one byte more does not and leaves nothing behind', async () => {
  expect(await post(stream(MAX_UPLOAD_BYTES), { as: 'editor' })).toMatchObject({
    status: 200,
    body: { sizeBytes: MAX_UPLOAD_BYTES },
  })
  await pool().query('truncate uploads cascade')
  expect(await post(stream(MAX_UPLOAD_BYTES + 1), { as: 'editor' })).toMatchObject({
    status: 413,
    body: { code: 'too_large' },
  })
  expect(await left()).toBe('0')
  const [entry] = await rows('select outcome, error_code from audit_log order by id desc limit 1')
  expect(entry).toEqual({ outcome: 'failed', error_code: 'too_large' })
})

test('an upload that breaks off leaves nothing behind', async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(3_000_000)),
    pull: (controller) => controller.error(new Error('aborted')),
  })
  expect(await post(broken, { as: 'editor' })).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('interrupted') },
  })
  expect(await left()).toBe('0')
})

test('an upload removes what others abandoned and keeps what may still be wanted', async () => {
  const insert = (name: string, age: string, complete: boolean) =>
    pool().query(
      `insert into uploads (environment, name, content_type, chunk_bytes, created_by, created_at, size_bytes, sha256, completed_at)
       values ('default', $1, 'text/csv', 1, 'x', now() - $2::interval, 1, 'x', case when $3 then now() end)`,
      [name, age, complete],
    )
  await insert('broken', '25 hours', false)
  await insert('running', '23 hours', false)
  await insert('forgotten', '8 days', true)
  await insert('fresh', '6 days', true)
  await insert('imported', '90 days', true)
  await pool().query(
    `insert into csv_imports (upload_id, run_id, attempt, next_byte, next_line, rows_good, rows_bad, reasons)
     select id, 'run_1', 1, 0, 1, 0, 0, '[]' from uploads where name = 'imported'`,
  )
  await post('x', { as: 'editor', name: 'new' })
  expect((await rows('select name from uploads order by name')).map((row) => row.name)).toEqual([
    'fresh',
    'imported',
    'new',
    'running',
  ])
})

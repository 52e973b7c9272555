import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTaskPool, readImport, type TaskDatabase } from './db'
import { type ImportDeps, type ImportOutcome, ImportTakenOver, importContacts } from './import-contacts'
import { type MetadataTarget, runProgress } from './progress'
import { cuttableProxy } from './testing/cuttable-proxy'
import { createTestDatabase, storeUploadOf, type TestDatabase } from './testing/task-database'
import { UnusableFile } from './unusable-file'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'h_import')
})
afterAll(async () => {
  await database.drop()
})

/** Every value each key was ever set to. */
function recordedMetadata() {
  const seen = new Map<string, unknown[]>()
  const target: MetadataTarget = { set: (key, value) => seen.set(key, [...(seen.get(key) ?? []), value]) }
  return { target, seen }
}

const deps = (over: Partial<ImportDeps> = {}): ImportDeps => ({
  db: database.pool,
  progress: runProgress({ set: () => undefined }, () => 0),
  owner: { runId: 'run_test', attempt: 1 },
  ...over,
})

const upload = (content: string | Buffer, chunkBytes?: number) =>
  storeUploadOf(database.pool, Buffer.from(content as string), chunkBytes)

const importText = async (content: string | Buffer) => importContacts(await upload(content), deps())

const stored = async (uploadId: string) =>
  (
    await database.pool.query(
      'select line, email, name, company, phone from contacts where upload_id = $1 order by line',
      [uploadId],
    )
  ).rows

const manyRows = (count: number) =>
  `email,name,company\n${Array.from({ length: count }, (_, row) => `p${row}@example.com,Person ${row},"Co, ${row}"`).join('\n')}\n`

test('ten thousand rows arrive, each on its line, and progress only rises to one', async () => {
  const id = await upload(manyRows(10_000), 65_536)
  const { target, seen } = recordedMetadata()
  let clock = 0
  const outcome = await importContacts(id, deps({ progress: runProgress(target, () => (clock += 1000)) }))
  expect(outcome).toMatchObject({ rowsGood: 10_000, rowsBad: 0, reasons: [], resumedAtByte: 0, alreadyImported: false })
  const rows = await stored(id)
  expect(rows).toHaveLength(10_000)
  expect(rows[9_999]).toEqual({
    line: 10_001,
    email: 'p9999@example.com',
    name: 'Person 9999',
    company: 'Co, 9999',
    phone: null,
  })
  const progress = seen.get('progress') as number[]
  expect(progress.length).toBeGreaterThanOrEqual(10)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(progress.at(-1)).toBe(1)
  expect([...new Set(seen.get('stage'))]).toEqual(['Checking the file', 'Importing rows', 'Imported'])
})

test('a byte order mark, Windows line ends, quotes over lines and a semicolon are read as a spreadsheet means them', async () => {
  const id = await upload(
    '\uFEFFName;E-Mail;email\r\n"Smith; ""Joe""\r\nJunior";x;joe@example.com\r\n\r\nÄnne;y;a@example.com',
  )
  const outcome = await importContacts(id, deps())
  expect(outcome.ignoredColumns).toEqual(['e-mail'])
  expect(await stored(id)).toMatchObject([
    { line: 2, name: 'Smith; "Joe"\r\nJunior', email: 'joe@example.com' },
    { line: 5, name: 'Änne', email: 'a@example.com' },
  ])
})

test('bad rows are counted with line and reason, without the values, and the good ones still arrive', async () => {
  const outcome = await importText(
    Buffer.concat([
      Buffer.from('email,name\nada@example.com,Ada\nonly-one-column\na,b,c\nnobody,Bob\nbob@example.com,\n'),
      Buffer.from([...Buffer.from('eve@example.com,'), 0xff, 0xfe, 0x41, 0x0a]),
      Buffer.from(`${'x'.repeat(5000)}\nzed@example.com,Z\0d\nzoe@example.com,Zoé\n`),
    ]),
  )
  expect(outcome).toMatchObject({ rowsGood: 2, rowsBad: 7 })
  expect(outcome.reasons).toEqual([
    { line: 3, reason: 'has 1 columns instead of 2' },
    { line: 4, reason: 'has 3 columns instead of 2' },
    { line: 5, reason: 'email is not an e-mail address' },
    { line: 6, reason: 'name is empty' },
    { line: 7, reason: 'name is not valid UTF-8' },
    { line: 8, reason: 'has 1 columns instead of 2' },
    { line: 9, reason: 'name contains a NUL byte' },
  ])
})

test('only the first twenty reasons are kept, all bad rows are counted', async () => {
  const outcome = await importText(`email,name\n${'broken,row\n'.repeat(2500)}ada@example.com,Ada\n`)
  expect(outcome).toMatchObject({ rowsGood: 1, rowsBad: 2500 })
  expect(outcome.reasons).toHaveLength(20)
})

test.each([
  ['a header without rows', 'email,name\n', /header and no rows/],
  ['only bad rows', 'email,name\nx,y\n', /None of the 1 rows.*Line 2: email is not an e-mail address/],
  ['no such columns', 'a,b\n1,2\n', /lacks “email” and “name”/],
  ['a column named twice', 'email,name,email\n', /“email” twice/],
  ['a Windows program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), /Windows program/],
  ['an Excel workbook', Buffer.from('504b030414000600', 'hex'), /Excel workbook/],
  ['UTF-16', Buffer.from('\uFEFFemail,name', 'utf16le'), /UTF-16/],
  ['NUL bytes', Buffer.from('email,name\0\0\n'), /NUL bytes/],
  [
    'a quote never closed',
    `email,name\nada@example.com,Ada\n"open${'x'.repeat(70_000)}\n`,
    /line 3 is longer than 64 KB/,
  ],
])('%s is refused with a message for the person who uploaded it', async (_, content, message) => {
  const failure = await importText(content as string).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(UnusableFile)
  expect((failure as Error).message).toMatch(message)
})

test('a quote left open at the end of a file costs that row only', async () => {
  const outcome = await importText('email,name\nada@example.com,Ada\nbob@example.com,"Bob\n')
  expect(outcome).toMatchObject({
    rowsGood: 1,
    rowsBad: 1,
    reasons: [{ line: 3, reason: expect.stringMatching(/never closed/) }],
  })
})

test('an upload that is not there or not complete is refused', async () => {
  const id = await upload('email,name\n')
  await database.pool.query('update uploads set completed_at = null where id = $1', [id])
  await expect(importContacts(id, deps())).rejects.toBeInstanceOf(UnusableFile)
})

test('an attempt that dies anywhere is resumed by the next one without a row lost or doubled', async () => {
  const id = await upload(manyRows(5500), 10_007)
  const whole = await importContacts(await upload(manyRows(5500)), deps())
  const points: number[] = []
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const dying = importContacts(
      id,
      deps({
        owner: { runId: 'run_dies', attempt },
        onBatch: ({ nextByte }) => {
          points.push(nextByte)
          throw new TypeError('killed')
        },
      }),
    )
    await expect(dying).rejects.toThrow('killed')
  }
  const outcome = await importContacts(id, deps({ owner: { runId: 'run_dies', attempt: 6 } }))
  expect(new Set(points).size).toBe(5)
  expect(outcome).toMatchObject({ rowsGood: 5500, rowsBad: 0, resumedAtByte: points.at(-1), bytes: whole.bytes })
  const rows = await stored(id)
  expect(rows.map((row) => row.line)).toEqual(Array.from({ length: 5500 }, (_, row) => row + 2))
  expect(rows[5499]).toMatchObject({ email: 'p5499@example.com', company: 'Co, 5499' })
})

test('a second import of a finished upload changes nothing and says so', async () => {
  const id = await upload(manyRows(1200))
  await importContacts(id, deps())
  const again = await importContacts(id, deps({ owner: { runId: 'run_replay', attempt: 1 } }))
  expect(again).toMatchObject({ rowsGood: 1200, rowsBad: 0, alreadyImported: true })
  expect(await stored(id)).toHaveLength(1200)
})

test('an attempt that was taken over stops at its next batch and both together count every row once', async () => {
  const id = await upload(manyRows(4000))
  const taker = importAfterFirstBatch(id)
  const first = importContacts(id, deps({ db: taker.db }))
  await expect(first).rejects.toBeInstanceOf(ImportTakenOver)
  expect(await taker.outcome()).toMatchObject({ rowsGood: 4000 })
  expect(await stored(id)).toHaveLength(4000)
})

test('an answer lost after the commit does not import the batch twice', async () => {
  const id = await upload(manyRows(2500))
  let lost = 0
  const db = wrapQuery(async (send, text) => {
    const result = await send()
    if (/insert into contacts/.test(text) && lost++ === 0) throw new Error('Connection terminated unexpectedly')
    return result
  })
  const outcome = await importContacts(id, deps({ db }))
  expect(lost).toBe(4)
  expect(outcome).toMatchObject({ rowsGood: 2500, rowsBad: 0 })
  expect(await stored(id)).toHaveLength(2500)
})

test('a database that is killed in the middle delays the import and changes nothing about its result', async () => {
  const id = await upload(manyRows(8000))
  const proxy = await cuttableProxy(new URL(database.url))
  const pool = openTaskPool(proxy.url)
  const outages: number[] = []
  let batches = 0
  const outcome = await importContacts(
    id,
    deps({
      db: pool,
      onBatch: () => {
        batches += 1
        if (batches === 3) proxy.cut()
      },
      onOutage: (failure) => {
        outages.push(failure)
        if (failure === 2) void proxy.restore()
      },
    }),
  )
  await pool.end()
  proxy.cut()
  expect(outages.slice(0, 2)).toEqual([1, 2])
  expect(outcome).toMatchObject({ rowsGood: 8000, rowsBad: 0 })
  expect(await stored(id)).toHaveLength(8000)
  expect(await readImport(database.pool, id)).toMatchObject({ rowsGood: 8000, finished: true })
})

/** The real database with something happening around each query. */
function wrapQuery(around: (send: () => Promise<unknown>, text: string) => Promise<unknown>): TaskDatabase {
  const query = (text: string, values: unknown[]) => around(() => database.pool.query(text, values), text)
  return { query } as TaskDatabase
}

/** Lets another attempt import everything between the first and the second batch of whoever uses this database. */
function importAfterFirstBatch(id: string) {
  let outcome: Promise<ImportOutcome> | undefined
  const db = wrapQuery(async (send, text) => {
    const result = await send()
    if (!outcome && /insert into contacts/.test(text)) {
      outcome = importContacts(id, deps({ owner: { runId: 'run_new', attempt: 1 } }))
      await outcome
    }
    return result
  })
  return { db, outcome: () => outcome }
}

import { createHash, randomUUID } from 'node:crypto'
import { Client, type Pool } from 'pg'
import { migrateDatabase } from '../../../lib/db/migrate'
import { openTaskPool } from '../db'

export type TestDatabase = { url: string; pool: Pool; drop: () => Promise<void> }

/** A database of its own with the app's real migrations, on the Postgres the suite was given. */
export async function createTestDatabase(adminUrl: string, prefix: string): Promise<TestDatabase> {
  const name = `${prefix}_${randomUUID().slice(0, 8)}`
  await asAdmin(adminUrl, `create database ${name}`)
  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href
  await migrateDatabase(url)
  const pool = openTaskPool(url)
  const drop = async () => {
    await pool.end()
    await asAdmin(adminUrl, `drop database ${name} with (force)`)
  }
  return { url, pool, drop }
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Stores bytes as the upload route does and answers the id of the upload. */
export async function storeUploadOf(
  pool: Pool,
  source: Buffer | Iterable<Buffer>,
  chunkBytes = 1 << 20,
): Promise<string> {
  const id = randomUUID()
  await pool.query(
    `insert into uploads (id, environment, name, content_type, chunk_bytes, created_by) values ($1, 'default', 'a.csv', 'text/csv', $2, 'test')`,
    [id, chunkBytes],
  )
  const sha256 = createHash('sha256')
  let size = 0
  let position = 0
  for (const chunk of chunked(Buffer.isBuffer(source) ? [source] : source, chunkBytes)) {
    sha256.update(chunk)
    size += chunk.length
    await pool.query('insert into upload_chunks (upload_id, position, bytes) values ($1, $2, $3)', [
      id,
      position++,
      chunk,
    ])
  }
  await pool.query('update uploads set size_bytes = $2, sha256 = $3, completed_at = now() where id = $1', [
    ...[id, size, sha256.digest('hex')],
  ])
  return id
}

function* chunked(source: Iterable<Buffer>, size: number): Generator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for (const part of source) {
    rest = Buffer.concat([rest, part])
    for (; rest.length >= size; rest = rest.subarray(size)) yield rest.subarray(0, size)
  }
  if (rest.length > 0) yield rest
}

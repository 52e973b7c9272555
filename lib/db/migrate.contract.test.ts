import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase, runSql } from '@/lib/db/database-for-tests'
import { migrateDatabase } from './migrate'

let database: Awaited<ReturnType<typeof createDatabase>>

beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database.drop())

const applied = async () => {
  const { rows } = await runSql(database.url, 'select count(*)::int as count from drizzle.__drizzle_migrations')
  return rows[0].count
}
const onDisk = async () => (await readdir('lib/db/migrations')).filter((file) => file.endsWith('.sql')).length

test('four copies of the app that start at once apply each migration once', async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(database.url)))
  expect(await applied()).toBe(await onDisk())
})

test('a second start finds nothing to do', async () => {
  await migrateDatabase(database.url)
  await migrateDatabase(database.url)
  expect(await applied()).toBe(await onDisk())
})

test('a migration that fails leaves nothing of itself behind', async () => {
  // The last table of the first migration is in its way, after others have been created.
  await runSql(database.url, 'create table verifications (id int)')
  await expect(migrateDatabase(database.url)).rejects.toThrow()
  const { rows } = await runSql(database.url, "select to_regclass('public.users') as users")
  expect(rows[0].users).toBeNull()
})

test('a copy that dies while it migrates does not block the next one', async () => {
  const { Client } = await import('pg')
  const dying = new Client({ connectionString: database.url })
  dying.on('error', () => undefined)
  await dying.connect()
  await dying.query('select pg_advisory_lock($1)', [730_512_001])
  const waiting = migrateDatabase(database.url)
  const { rows } = await dying.query('select pg_backend_pid() as pid')
  await runSql(database.url, 'select pg_terminate_backend($1)', [rows[0].pid])
  await waiting
  expect(await applied()).toBe(await onDisk())
})

test('every moment is kept in milliseconds, so that a cursor finds its own row', async () => {
  await migrateDatabase(database.url)
  const { rows } = await runSql(
    database.url,
    `select table_name, column_name from information_schema.columns
     where table_schema = 'public' and (data_type = 'timestamp without time zone'
       or (data_type = 'timestamp with time zone' and datetime_precision <> 3))`,
  )
  expect(rows).toEqual([])
})

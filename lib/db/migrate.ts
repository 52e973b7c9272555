import 'server-only'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Client } from 'pg'

/** Any number that nothing else in this database locks. */
const MIGRATION_LOCK = 730_512_001

/**
 * Brings the app database up to date in one transaction. The lock makes a second copy of the app wait and then find
 * nothing to do. It belongs to the connection, so a copy that dies half-way does not keep it.
 */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'signalbox-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(drizzle(client), { migrationsFolder: join(process.cwd(), 'lib/db/migrations') })
  } finally {
    await client.end()
  }
}

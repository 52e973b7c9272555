import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { inTransaction } from './in-transaction'

const MIGRATIONS = join(import.meta.dirname, 'migrations')
/** Any number, as long as nothing else in this database uses it. */
const MIGRATION_LOCK = 7_205_001

/** Applies what is missing, all or nothing. Two processes may start at once: the second waits, then finds nothing to do. */
export async function migrate(pool: Pool): Promise<string[]> {
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  return inTransaction(pool, async (client) => {
    // An index on a million runs takes longer than any other statement may.
    await client.query('set local statement_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations')
    const applied = new Set(rows.map((row) => row.name))
    const missing = files.filter((name) => !applied.has(name))
    for (const name of missing) {
      await client.query(await readFile(join(MIGRATIONS, name), 'utf8'))
      await client.query('insert into schema_migrations (name) values ($1)', [name])
    }
    return missing
  })
}

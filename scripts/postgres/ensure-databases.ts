import { Client, DatabaseError } from 'pg'

/** `unique_violation` is what the slower of two simultaneous `create database` gets. */
const ALREADY_THERE = ['42P04', '23505']

/** Creates the databases that are missing. Safe when two processes do it at once. */
export async function ensureDatabases(adminUrl: string, names: string[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where datname = any($1)',
      [names],
    )
    const existing = new Set(rows.map((row) => row.datname))
    for (const name of names.filter((wanted) => !existing.has(wanted))) {
      await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: unknown) => {
        if (!(error instanceof DatabaseError) || !ALREADY_THERE.includes(error.code ?? '')) throw error
      })
    }
  } finally {
    await client.end()
  }
}

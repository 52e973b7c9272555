import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

export async function runSql(url: string, statement: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement, values)
  } finally {
    await client.end()
  }
}

/** A database of its own for one test file. */
export async function createDatabase(): Promise<{ url: string; drop: () => Promise<unknown> }> {
  const name = `e_app_${randomUUID().slice(0, 8)}`
  const admin = inject('postgresUrl')
  await runSql(admin, `create database ${name}`)
  return {
    url: Object.assign(new URL(admin), { pathname: `/${name}` }).href,
    drop: () => runSql(admin, `drop database ${name} with (force)`),
  }
}

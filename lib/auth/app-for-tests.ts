import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, vi } from 'vitest'
import { database } from '../db/database'
import { createDatabase } from '../db/database-for-tests'
import { migrateDatabase } from '../db/migrate'
import { closePool } from '../db/pool'
import { auth } from './auth'
import { type CreatedUser, createAccount } from './create-account'
import { requestWithCookie } from './next-headers-for-tests'
import type { Role } from './permissions'

export const FIRST_RUN_TOKEN = 'a-first-run-token-of-a-test'
export const PASSWORD = 'correct horse battery'

export type Person = CreatedUser & { cookie: string }

/** What follows is asked by this person, or by somebody who is not signed in. */
export function actAs(person: Person | null): void {
  requestWithCookie(person?.cookie ?? null)
}

export async function addPerson(role: Role): Promise<Person> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.com`
  const user = await createAccount(database(), { name: `The ${role}`, email, password: PASSWORD }, role)
  const response = await auth().api.signInEmail({ body: { email, password: PASSWORD }, asResponse: true })
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { ...user, cookie: cookie.join('; ') }
}

/** The app of one test file: its environment and its migrated database, gone afterwards. */
export function useTestApp(variables: Record<string, string> = {}): { readonly databaseUrl: string } {
  const app = { databaseUrl: '' }
  let drop: (() => Promise<unknown>) | undefined
  beforeAll(async () => {
    const created = await createDatabase()
    app.databaseUrl = created.url
    drop = created.drop
    const environment = {
      DATABASE_URL: created.url,
      APP_URL: 'http://127.0.0.1:3999',
      AUTH_SECRET: 'a-secret-of-this-test-0123456789abcdef',
      // A port that nothing listens on: no platform is part of these tests.
      TRIGGER_API_URL: 'http://127.0.0.1:1',
      TRIGGER_SECRET_KEY: 'tr_dev_test',
      FIRST_RUN_TOKEN,
      ...variables,
    }
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    await migrateDatabase(created.url)
  })
  afterAll(async () => {
    await closePool()
    vi.unstubAllEnvs()
    await drop?.()
  })
  return app
}

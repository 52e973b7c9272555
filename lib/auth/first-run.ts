import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '../db/database'
import { users } from '../db/schema/auth'
import { env } from '../env'
import { AppError } from '../errors'
import { type CreatedUser, createAccount } from './create-account'
import type { NewAccount } from './new-account'
import { tokensEqual } from './token-hash'

/** Serialises the people who open the first-run link at the same moment. */
const FIRST_RUN_LOCK = 730_512_002

/** True until somebody has an account. */
export async function isFirstRun(): Promise<boolean> {
  const found = await database().select({ id: users.id }).from(users).limit(1)
  return found.length === 0
}

export function isFirstRunToken(token: string): boolean {
  const { FIRST_RUN_TOKEN } = env()
  return FIRST_RUN_TOKEN !== undefined && tokensEqual(token, FIRST_RUN_TOKEN)
}

/** The first admin. Of two people with the link exactly one succeeds; the other is told to sign in. */
export async function createFirstAdmin(token: string, account: NewAccount): Promise<CreatedUser> {
  if (!isFirstRunToken(token)) {
    throw new AppError('forbidden', 'This first-run link is not valid. Use the one that the terminal shows.')
  }
  return database().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_RUN_LOCK})`)
    const existing = await tx.select({ id: users.id }).from(users).limit(1)
    if (existing.length > 0) {
      throw new AppError('conflict', 'The first account already exists. Sign in, or ask an admin for an invitation.')
    }
    return createAccount(tx, account, 'admin')
  })
}

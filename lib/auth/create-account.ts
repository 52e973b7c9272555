import 'server-only'
import { hashPassword } from 'better-auth/crypto'
import type { Database } from '../db/database'
import { accounts, users } from '../db/schema/auth'
import { isUniqueViolation } from '../db/unique-violation'
import { AppError } from '../errors'
import type { NewAccount } from './new-account'
import type { Role } from './permissions'

export type CreatedUser = { id: string; name: string; email: string; role: Role }

/** A person with a password, in the shape that better-auth signs in. Part of the caller's transaction. */
export async function createAccount(tx: Database, account: NewAccount, role: Role): Promise<CreatedUser> {
  const user = { id: crypto.randomUUID(), name: account.name, email: account.email, role }
  const password = await hashPassword(account.password)
  try {
    await tx.insert(users).values({ ...user, emailVerified: false })
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    const text = 'Somebody already has an account with this address. Sign in, or use another one.'
    throw new AppError('conflict', text, { cause, fieldErrors: { email: [text] } })
  }
  await tx
    .insert(accounts)
    .values({ id: crypto.randomUUID(), userId: user.id, providerId: 'credential', accountId: user.id, password })
  return user
}

import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { database } from '../db/database'
import { invitations } from '../db/schema/auth'
import { AppError } from '../errors'
import { type CreatedUser, createAccount } from './create-account'
import type { NewAccount } from './new-account'
import type { Role } from './permissions'
import { hashToken } from './token-hash'

const open = (tokenHash: string, now: Date) =>
  and(
    eq(invitations.tokenHash, tokenHash),
    isNull(invitations.usedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now),
  )

/** The role that the link gives, or null when it is unknown, used, revoked or expired: its reader learns no more. */
export async function openInvitation(token: string, now = new Date()): Promise<{ role: Role } | null> {
  const [found] = await database()
    .select({ role: invitations.role })
    .from(invitations)
    .where(open(hashToken(token), now))
  return found ?? null
}

/** Uses the link up and creates the account, or neither. The row decides a race: the first update takes it. */
export async function acceptInvitation(
  token: string,
  account: NewAccount,
  now = new Date(),
): Promise<{ user: CreatedUser; invitationId: string }> {
  return database().transaction(async (tx) => {
    const [taken] = await tx
      .update(invitations)
      .set({ usedAt: now })
      .where(open(hashToken(token), now))
      .returning({ id: invitations.id, role: invitations.role })
    if (!taken) {
      throw new AppError(
        'not_found',
        'This invitation is used, revoked or older than 7 days. Ask an admin for a new one.',
      )
    }
    const user = await createAccount(tx, account, taken.role)
    await tx.update(invitations).set({ usedBy: user.id }).where(eq(invitations.id, taken.id))
    return { user, invitationId: taken.id }
  })
}

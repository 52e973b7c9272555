import 'server-only'
import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm'
import { requireUser } from '../auth/session'
import { database } from '../db/database'
import { invitations, users } from '../db/schema/auth'
import type { Invitation, Member } from './member'

export async function listMembers(): Promise<Member[]> {
  await requireUser('members:read')
  return database()
    .select({ id: users.id, name: users.name, email: users.email, role: users.role, createdAt: users.createdAt })
    .from(users)
    .orderBy(asc(users.createdAt), asc(users.id))
}

/** The links that still work. */
export async function listInvitations(now = new Date()): Promise<Invitation[]> {
  await requireUser('members:manage')
  return database()
    .select({
      id: invitations.id,
      role: invitations.role,
      note: invitations.note,
      invitedBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .where(and(isNull(invitations.usedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now)))
    .orderBy(desc(invitations.createdAt))
}

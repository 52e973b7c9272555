'use server'

import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { userAction } from '../action'
import { ROLES } from '../auth/permissions'
import { hashToken, newToken } from '../auth/token-hash'
import { database } from '../db/database'
import { invitations, sessions, users } from '../db/schema/auth'
import { env } from '../env'
import { AppError } from '../errors'
import { routes } from '../routes'
import { lastAdminError, lockMember } from './admins'

const INVITATION_DAYS = 7
const DAY_MS = 86_400_000

const Id = z.string().min(1).max(64)
const MemberId = z.object({ memberId: Id })

export const changeMemberRole = userAction(
  { name: 'member.change-role', permission: 'members:manage', input: MemberId.extend({ role: z.enum(ROLES) }) },
  async ({ memberId, role }, { audit }) => {
    const target = { type: 'member', id: memberId }
    audit({ target, after: { role } })
    return database().transaction(async (tx) => {
      const member = await lockMember(tx, memberId)
      audit({ target: { ...target, label: member.name }, before: { role: member.role } })
      if (member.isLastAdmin && role !== 'admin') throw lastAdminError()
      await tx.update(users).set({ role, updatedAt: new Date() }).where(eq(users.id, memberId))
      return { role }
    })
  },
)

export const removeMember = userAction(
  { name: 'member.remove', permission: 'members:manage', input: MemberId },
  async ({ memberId }, { audit }) => {
    const target = { type: 'member', id: memberId }
    audit({ target })
    return database().transaction(async (tx) => {
      const member = await lockMember(tx, memberId)
      audit({ target: { ...target, label: member.name }, before: { role: member.role } })
      if (member.isLastAdmin) throw lastAdminError()
      await tx.delete(sessions).where(eq(sessions.userId, memberId))
      await tx.delete(users).where(eq(users.id, memberId))
      return null
    })
  },
)

export const inviteMember = userAction(
  {
    name: 'invitation.create',
    permission: 'members:manage',
    input: z.object({ role: z.enum(ROLES), note: z.string().trim().max(80, 'Use at most 80 characters.').optional() }),
  },
  async ({ role, note }, { user, audit }) => {
    const id = crypto.randomUUID()
    const token = newToken()
    audit({ target: { type: 'invitation', id, ...(note && { label: note }) }, after: { role } })
    const expiresAt = new Date(Date.now() + INVITATION_DAYS * DAY_MS)
    const row = { id, tokenHash: hashToken(token), role, note: note || null, createdBy: user.id, expiresAt }
    await database().insert(invitations).values(row)
    return { link: new URL(routes.invite(token), env().APP_URL).href }
  },
)

export const revokeInvitation = userAction(
  { name: 'invitation.revoke', permission: 'members:manage', input: z.object({ invitationId: Id }) },
  async ({ invitationId }, { audit }) => {
    audit({ target: { type: 'invitation', id: invitationId } })
    const revoked = await database()
      .update(invitations)
      .set({ revokedAt: new Date() })
      .where(and(eq(invitations.id, invitationId), isNull(invitations.usedAt), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id })
    if (revoked.length === 0) throw new AppError('conflict', 'This invitation was already used or revoked.')
    return null
  },
)

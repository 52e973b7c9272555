import 'server-only'
import { asc, eq } from 'drizzle-orm'
import type { Role } from '../auth/permissions'
import type { Database } from '../db/database'
import { users } from '../db/schema/auth'
import { AppError } from '../errors'

type LockedMember = { name: string; role: Role; isLastAdmin: boolean }

/**
 * The member, with every admin locked until the transaction ends. Two admins who remove each other at the same moment
 * queue here, and the second one finds itself the last. The order of the locks keeps them from a deadlock.
 */
export async function lockMember(tx: Database, memberId: string): Promise<LockedMember> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'admin'))
    .orderBy(asc(users.id))
    .for('update')
  const [member] = await tx
    .select({ role: users.role, name: users.name })
    .from(users)
    .where(eq(users.id, memberId))
    .for('update')
  if (!member) throw new AppError('not_found', 'This person has no account any more. The list shows who has.')
  return { ...member, isLastAdmin: admins.length === 1 && admins[0]?.id === memberId }
}

export const lastAdminError = () =>
  new AppError('conflict', 'This is the last admin. Make somebody else an admin first; nothing was changed.')

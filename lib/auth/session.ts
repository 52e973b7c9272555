import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { toAppError } from '../errors'
import { auth } from './auth'
import { checkPermission } from './check-permission'
import { type Permission, ROLES, type Role } from './permissions'

export type SessionUser = { id: string; name: string; email: string; role: Role }

/** The signed-in person, or null. Read once per request, however many components ask. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const requestHeaders = await headers()
  const session = await auth()
    .api.getSession({ headers: requestHeaders })
    .catch((error) => Promise.reject(toAppError(error)))
  if (!session) return null
  const { id, name, email, role } = session.user
  const known = ROLES.find((candidate) => candidate === role)
  return known ? { id, name, email, role: known } : null
})

/** The signed-in person if they may do this. The one check behind every query, action and route. */
export async function requireUser(permission: Permission): Promise<SessionUser> {
  return checkPermission(await currentUser(), permission)
}

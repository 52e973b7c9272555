import { AppError } from '../errors'
import { can, type Permission, type Role } from './permissions'

/** The person, if there is one and they may do this; otherwise the error that says which of the two it is. */
export function checkPermission<U extends { role: Role }>(user: U | null, permission: Permission): U {
  if (!user)
    throw new AppError('unauthenticated', 'You are not signed in, or your session has ended. Sign in and try again.')
  if (can(user.role, permission)) return user
  throw new AppError('forbidden', `Your role (${user.role}) does not allow this. An admin can change it in Settings.`)
}

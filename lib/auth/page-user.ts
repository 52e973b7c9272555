import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PATH_HEADER } from '../request-headers'
import { routes } from '../routes'
import { currentUser, type SessionUser } from './session'

/** For pages: the signed-in person, or off to the sign-in page and back here afterwards. */
export async function requirePageUser(): Promise<SessionUser> {
  const user = await currentUser()
  if (user) return user
  redirect(routes.signIn((await headers()).get(PATH_HEADER) ?? undefined))
}

import { getSessionCookie } from 'better-auth/cookies'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/content-security-policy'
import { NONCE_HEADER, PATH_HEADER } from '@/lib/request-headers'
import { routes } from '@/lib/routes'

/** Pages for people who have no session yet. */
const OPEN_PAGES = /^\/(sign-in|first-run|invite)(\/|$)/

/**
 * Gives each page its own policy, and sends people without a session cookie to the sign-in page. That redirect only
 * saves them a detour: whether a session is real is checked by every page, route and action itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const path = `${pathname}${search}`
  if (!OPEN_PAGES.test(pathname) && !getSessionCookie(request, { cookiePrefix: 'signalbox' })) {
    return NextResponse.redirect(new URL(routes.signIn(pathname === '/' ? undefined : path), request.url))
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, { isDevelopment: process.env.NODE_ENV === 'development' })
  const headers = new Headers(request.headers)
  headers.set(NONCE_HEADER, nonce)
  headers.set(PATH_HEADER, path)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/|.*\\.(?:svg|png|ico|txt|webmanifest)$).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
}

const scope = { headers: new Headers() }

/**
 * Stands in for next/headers, the only part of a request that is not real:
 * `vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))`
 */
export const headers = async () => scope.headers
export const cookies = async () => ({ set: () => undefined })

/** What follows is asked with this cookie, or without one. */
export function requestWithCookie(cookie: string | null): void {
  scope.headers = new Headers(cookie ? { cookie } : {})
}

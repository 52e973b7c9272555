import { QueryCache, QueryClient } from '@tanstack/react-query'
import { AppError, type ErrorCode } from '@/lib/errors'
import { routes } from '@/lib/routes'

/** Not 'timed_out': whoever has waited that long is told so instead of being made to wait again. */
const MAY_PASS = new Set<ErrorCode>(['unavailable'])
const RETRIES = 2

/** Asking again helps only against what may pass by itself; a refusal stays a refusal. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < RETRIES && error instanceof AppError && MAY_PASS.has(error.code)
}

/** A session that ended while the page was open: sign in and come back to where one was. */
function leaveWhenSignedOut(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'unauthenticated') return
  location.assign(routes.signIn(`${location.pathname}${location.search}`))
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    // What the server has just sent with the page is not asked for again at once.
    defaultOptions: { queries: { staleTime: 2_000, retry: shouldRetry } },
  })
}

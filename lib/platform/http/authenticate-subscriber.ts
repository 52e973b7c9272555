import { ApiError } from './api-error'
import { authenticate, type Caller } from './authenticate'
import type { PlatformDeps } from './deps'

/** As `authenticate`, in the words of a real server's realtime routes. */
export async function authenticateSubscriber(
  deps: Pick<PlatformDeps, 'secretKey' | 'accessToken' | 'environment'>,
  request: Request,
  accepts: Array<Caller['kind']> = ['secret', 'public'],
): Promise<Caller> {
  if (!request.headers.has('authorization')) throw new ApiError(401, 'Invalid or Missing API key')
  return authenticate(deps, request, accepts)
}

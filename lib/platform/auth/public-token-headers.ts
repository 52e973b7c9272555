import type { PlatformDeps } from '../http/deps'
import { signPublicToken } from './sign-public-token'

/** The headers in which the SDK finds the public token that comes with what was just made, and its claims. */
export function publicTokenHeaders(
  deps: Pick<PlatformDeps, 'environment' | 'secretKey'>,
  token: { scopes: string[]; lifetimeS: number },
  now: Date,
): { 'x-trigger-jwt-claims': string; 'x-trigger-jwt': string } {
  const iat = Math.floor(now.getTime() / 1000)
  return {
    'x-trigger-jwt-claims': JSON.stringify({ sub: deps.environment.id, pub: true }),
    'x-trigger-jwt': signPublicToken(deps, { scopes: token.scopes }, { iat, exp: iat + token.lifetimeS }),
  }
}

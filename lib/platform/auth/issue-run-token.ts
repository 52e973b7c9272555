import type { PlatformDeps } from '../http/deps'
import { publicTokenHeaders } from './public-token-headers'

const LIFETIME_S = 60 * 60

/** The headers that let whoever triggered a run watch it and send it input; here the claims name the scopes too. */
export function issueRunToken(deps: Pick<PlatformDeps, 'environment' | 'secretKey'>, runId: string, now: Date) {
  const scopes = [`read:runs:${runId}`, `write:inputStreams:${runId}`]
  return {
    ...publicTokenHeaders(deps, { scopes, lifetimeS: LIFETIME_S }, now),
    'x-trigger-jwt-claims': JSON.stringify({ sub: deps.environment.id, pub: true, scopes }),
  }
}

import { generateJWT } from '@trigger.dev/core/v3/jwt'
import type { PlatformDeps } from '../http/deps'

/** The headers that let whoever triggered a run watch it: a public token for it, and its claims. */
export async function issueRunToken(deps: Pick<PlatformDeps, 'environment' | 'secretKey'>, runId: string) {
  const claims = { sub: deps.environment.id, pub: true, scopes: [`read:runs:${runId}`, `write:inputStreams:${runId}`] }
  return {
    'x-trigger-jwt-claims': JSON.stringify(claims),
    'x-trigger-jwt': await generateJWT({ secretKey: deps.secretKey, payload: claims, expirationTime: '1h' }),
  }
}

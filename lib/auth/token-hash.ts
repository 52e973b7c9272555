import 'server-only'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, safe in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Tokens of that size need no salt and no slow hash: nobody can guess one from its digest. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** In constant time. Digests are compared because timingSafeEqual needs equal lengths. */
export function tokensEqual(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)))
}

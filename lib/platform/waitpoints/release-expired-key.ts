import { randomBytes } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'

/** Takes an idempotency key that ran out from the waitpoint that has it, so that a new waitpoint can have it. */
export async function releaseExpiredKey(
  db: Pool | PoolClient,
  environmentId: string,
  key: string,
  now: Date,
): Promise<void> {
  await db.query(
    `update waitpoints set inactive_idempotency_key = idempotency_key, idempotency_key = $4
     where environment_id = $1 and idempotency_key = $2 and idempotency_key_expires_at <= $3`,
    [environmentId, key, now, generatedKey()],
  )
}

/** What a waitpoint is keyed by when nobody gave it a key: 24 URL-safe characters. */
export function generatedKey(): string {
  return randomBytes(18).toString('base64url')
}

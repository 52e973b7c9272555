import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { Pool, PoolClient } from 'pg'
import type { PlatformDeps } from '../http/deps'
import { generatedKey, releaseExpiredKey } from './release-expired-key'
import type { WaitpointRecord } from './waitpoint-record'

export interface NewWaitpoint {
  timeoutAt?: Date | undefined
  idempotencyKey?: string | undefined
  idempotencyKeyExpiresAt?: Date | undefined
  tags?: string[]
  /** Made by the platform for itself: no list of tokens shows it. */
  isHidden?: boolean
}

export interface CreatedWaitpoint {
  waitpoint: WaitpointRecord
  /** An earlier call made it: the idempotency key said so. */
  isCached: boolean
}

/** A waitpoint that somebody completes by hand, or the one an earlier call made with the same idempotency key. */
export async function createWaitpoint(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'signals'>,
  wanted: NewWaitpoint,
  now: Date,
): Promise<CreatedWaitpoint> {
  const created = await insertOrFind(deps.pool, deps.environment.id, wanted, now)
  if (!created.isCached && wanted.timeoutAt) deps.signals.due(wanted.timeoutAt)
  return created
}

const INSERT = `
insert into waitpoints (id, environment_id, type, completed_after, idempotency_key, user_provided_idempotency_key,
                        idempotency_key_expires_at, tags, is_hidden, created_at)
values ($1, $2, 'MANUAL', $3, $4, $5, $6, $7, $8, $9)
on conflict (environment_id, idempotency_key) where idempotency_key is not null do nothing
returning *`

async function insertOrFind(
  db: Pool | PoolClient,
  environmentId: string,
  wanted: NewWaitpoint,
  now: Date,
): Promise<CreatedWaitpoint> {
  const { idempotencyKey } = wanted
  // The second round is for a key that ran out between the insert and the look.
  for (let round = 0; round < 2; round++) {
    if (idempotencyKey) await releaseExpiredKey(db, environmentId, idempotencyKey, now)
    const inserted = await db.query<WaitpointRecord>(INSERT, [
      WaitpointId.generate().id,
      environmentId,
      wanted.timeoutAt ?? null,
      idempotencyKey ?? generatedKey(),
      idempotencyKey !== undefined,
      wanted.idempotencyKeyExpiresAt ?? null,
      wanted.tags ?? [],
      wanted.isHidden ?? false,
      now,
    ])
    if (inserted.rows[0]) return { waitpoint: inserted.rows[0], isCached: false }
    const found = await db.query<WaitpointRecord>(
      'select * from waitpoints where environment_id = $1 and idempotency_key = $2',
      [environmentId, idempotencyKey],
    )
    if (found.rows[0]) return { waitpoint: found.rows[0], isCached: true }
  }
  throw new Error('The idempotency key of a waitpoint changed hands twice during one call')
}

import type { WaitForDurationRequestBody } from '@trigger.dev/core/v3'
import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { parseDurationMs } from '../runs/parse-time'
import type { RunRecord } from '../runs/run-record'
import { blockRun } from './block-run'
import { releaseExpiredKey } from './release-expired-key'
import { settleBlockedRun } from './settle-blocked-run'

type WaitDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>

export interface DatetimeWaitpoint {
  id: string
  completesAt: Date
}

/** The run waits until the date. With an idempotency key, a retried attempt joins the wait its predecessor began. */
export async function waitUntil(
  deps: WaitDeps,
  run: RunRecord,
  wait: WaitForDurationRequestBody,
  now: Date,
): Promise<DatetimeWaitpoint> {
  const { waitpoint, blocked } = await inTransaction(deps.pool, async (client) => {
    const waitpoint = await ensureWaitpoint(client, run.environment_id, wait, now)
    return { waitpoint, blocked: await blockRun(client, { runId: run.id, waitpointId: waitpoint.id }, now) }
  })
  if (!blocked) throw new ApiError(422, 'Only a run that is executing can wait')
  deps.signals.due(waitpoint.completesAt)
  await settleBlockedRun(deps, blocked, now)
  return waitpoint
}

async function ensureWaitpoint(
  client: PoolClient,
  environmentId: string,
  wait: WaitForDurationRequestBody,
  now: Date,
): Promise<DatetimeWaitpoint> {
  if (wait.idempotencyKey) await releaseExpiredKey(client, environmentId, wait.idempotencyKey, now)
  const { rows } = await client.query<DatetimeWaitpoint>(
    `insert into waitpoints (id, environment_id, type, completed_after, idempotency_key, user_provided_idempotency_key,
                             idempotency_key_expires_at, created_at)
     values ($1, $2, 'DATETIME', $3, $4::text, $4::text is not null, $5, $6)
     on conflict (environment_id, idempotency_key) where idempotency_key is not null do update set type = waitpoints.type
     returning id, coalesce(completed_after, $3) as "completesAt"`,
    [WaitpointId.generate().id, environmentId, wait.date, wait.idempotencyKey || null, keyExpiry(wait, now), now],
  )
  const waitpoint = rows[0]
  if (!waitpoint) throw new Error('No waitpoint row came back')
  return waitpoint
}

function keyExpiry(wait: WaitForDurationRequestBody, now: Date): Date | null {
  const ttlMs = wait.idempotencyKeyTTL ? parseDurationMs(wait.idempotencyKeyTTL) : undefined
  return ttlMs === undefined ? null : new Date(now.getTime() + ttlMs)
}

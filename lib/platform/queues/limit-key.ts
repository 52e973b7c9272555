import type { ConcurrencyLimitKeyItem } from '@trigger.dev/core/v3'
import type { z } from 'zod'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { parseDurationMs } from '../runs/parse-time'
import { admitRuns } from './admit-runs'
import { TAKES_PLACE } from './lane'
import { clamp } from './present-limit'

type KeyDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>
type LimitKeyObject = z.input<typeof ConcurrencyLimitKeyItem>

const DAY_MS = 24 * 60 * 60 * 1000
const DEFAULT_TTL_MS = 7 * DAY_MS
const MAX_TTL_MS = 30 * DAY_MS

const KEY_VIEW = `
select coalesce(l.per_key_override, l.per_key) as base, l.paused, k.per_key as override, k.expires_at,
  (select count(*) from executions e where e.limits @> array[l.name] and e.limits <> '{}' and e.concurrency_key = $3
     and e.status in ${TAKES_PLACE}) as running
from concurrency_limits l
left join concurrency_limit_keys k on k.limit_id = l.id and k.concurrency_key = $3 and k.expires_at > $4
where l.environment_id = $1 and l.name = $2`

interface KeyRow {
  base: number | null
  paused: boolean
  override: number | null
  expires_at: Date | null
  running: number
}

/** The limit as it is for one concurrency key. Null when there is no such limit. */
export async function viewLimitKey(
  deps: Pick<KeyDeps, 'pool' | 'environment'>,
  name: string,
  key: string,
  now: Date,
): Promise<LimitKeyObject | null> {
  const { rows } = await deps.pool.query<KeyRow>(KEY_VIEW, [deps.environment.id, name, key, now])
  const row = rows[0]
  if (!row) return null
  const { concurrencyLimit } = deps.environment
  const base = clamp(row.base, concurrencyLimit)
  const current = row.override === null ? base : clamp(row.override, concurrencyLimit)
  const perKey = { current, base, override: row.override, expiresAt: row.expires_at }
  return { name, concurrencyKey: key, perKey, running: row.running, paused: row.paused }
}

/** Another bound for one key, for a while: seven days unless told otherwise. */
export async function overrideLimitKey(
  deps: KeyDeps,
  name: string,
  override: { concurrencyKey: string; perKey: number; ttl?: string | number | undefined },
  now: Date,
): Promise<LimitKeyObject | null> {
  await deps.pool.query(
    `insert into concurrency_limit_keys (limit_id, concurrency_key, per_key, expires_at)
     select id, $3, $4, $5 from concurrency_limits where environment_id = $1 and name = $2
     on conflict (limit_id, concurrency_key) do update set per_key = excluded.per_key, expires_at = excluded.expires_at`,
    [deps.environment.id, name, override.concurrencyKey, override.perKey, expiryOf(override.ttl, now)],
  )
  return applied(deps, name, override.concurrencyKey, now)
}

export async function resetLimitKey(
  deps: KeyDeps,
  name: string,
  key: string,
  now: Date,
): Promise<LimitKeyObject | null> {
  await deps.pool.query(
    `delete from concurrency_limit_keys k using concurrency_limits l
     where l.id = k.limit_id and l.environment_id = $1 and l.name = $2 and k.concurrency_key = $3`,
    [deps.environment.id, name, key],
  )
  return applied(deps, name, key, now)
}

async function applied(deps: KeyDeps, name: string, key: string, now: Date): Promise<LimitKeyObject | null> {
  await admitRuns(deps, now)
  deps.signals.queued()
  return viewLimitKey(deps, name, key, now)
}

function expiryOf(ttl: string | number | undefined, now: Date): Date {
  const ttlMs = ttl === undefined ? DEFAULT_TTL_MS : typeof ttl === 'number' ? ttl * 1000 : parseDurationMs(ttl)
  if (!ttlMs || ttlMs > MAX_TTL_MS) throw new ApiError(400, `Invalid ttl: ${ttl}. A duration up to 30 days is needed`)
  return new Date(now.getTime() + ttlMs)
}

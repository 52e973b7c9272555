import type { ConcurrencyLimitItem } from '@trigger.dev/core/v3'
import type { z } from 'zod'
import type { LimitRow } from './limit-row'

type LimitObject = z.input<typeof ConcurrencyLimitItem>

/** A concurrency limit as the API shows it; no bound counts for more than the environment's own limit. */
export function presentLimit(limit: LimitRow, environmentLimit: number | null): LimitObject {
  const bound = (declared: number | null, override: number | null, overriddenAt: Date | null) => ({
    current: clamp(override ?? declared, environmentLimit),
    base: declared,
    override,
    overriddenAt,
  })
  return {
    id: `climit_${limit.id}`,
    name: limit.name,
    perKey: bound(limit.per_key, limit.per_key_override, limit.per_key_overridden_at),
    total: bound(limit.total, limit.total_override, limit.total_overridden_at),
    running: limit.running,
    queued: limit.queued,
    paused: limit.paused,
  }
}

export function clamp(bound: number | null, environmentLimit: number | null): number | null {
  return bound === null || environmentLimit === null ? bound : Math.min(bound, environmentLimit)
}

import type { PlatformDeps } from '../http/deps'
import { admitRuns } from './admit-runs'
import { findLimit } from './find-limits'
import type { LimitRow } from './limit-row'

type LimitDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>
type LimitChange = Partial<
  Pick<LimitRow, 'paused' | 'per_key_override' | 'per_key_overridden_at' | 'total_override' | 'total_overridden_at'>
>

/** What an operator changes of a limit. Runs under way go on; what may start now starts. Null when there is no such limit. */
export async function changeLimit(
  deps: LimitDeps,
  name: string,
  change: LimitChange,
  now: Date,
): Promise<LimitRow | null> {
  const columns = Object.keys(change).map((column, index) => `${column} = $${index + 3}`)
  await deps.pool.query(`update concurrency_limits set ${columns.join(', ')} where environment_id = $1 and name = $2`, [
    deps.environment.id,
    name,
    ...Object.values(change),
  ])
  await admitRuns(deps, now)
  deps.signals.queued()
  return findLimit(deps.pool, deps.environment.id, name)
}

/** Only the given bounds; the others stay. Zero lets nothing start. */
export function overrideBounds(deps: LimitDeps, name: string, bounds: { perKey?: number; total?: number }, now: Date) {
  const change = {
    ...(bounds.perKey !== undefined && { per_key_override: bounds.perKey, per_key_overridden_at: now }),
    ...(bounds.total !== undefined && { total_override: bounds.total, total_overridden_at: now }),
  }
  return changeLimit(deps, name, change, now)
}

export function resetBounds(deps: LimitDeps, name: string, now: Date) {
  const change = {
    per_key_override: null,
    per_key_overridden_at: null,
    total_override: null,
    total_overridden_at: null,
  }
  return changeLimit(deps, name, change, now)
}

import type { PlatformDeps } from '../http/deps'
import { everyBite } from './every-bite'

const SPENT: Record<string, string> = {
  // A token without an end is remembered for a month.
  used_tokens: `expires_at < $1 or (expires_at is null and used_at < $1::timestamptz - interval '31 days')`,
  // A key is claimed before its run is there: the minute is for callers on their way.
  debounces: `claimed_at < $1::timestamptz - interval '1 minute'
    and not exists (select 1 from executions e where e.run_id = debounces.run_id and e.status = 'DELAYED')`,
  concurrency_limit_keys: 'expires_at <= $1',
}

/** Rows that mean nothing any more, whatever the policy keeps: nobody reads them, they only take room. How many went. */
export async function deleteSpentRows(deps: Pick<PlatformDeps, 'pool' | 'stopping'>, now: Date): Promise<number> {
  let deleted = 0
  for (const [table, condition] of Object.entries(SPENT)) deleted += await everyBite(deps, table, condition, [now])
  return deleted
}

import type { PlatformDeps } from '../http/deps'

/** A token without an end is remembered for a month. */
const USED_TOKENS = `
delete from used_tokens where expires_at < $1 or (expires_at is null and used_at < $1::timestamptz - interval '31 days')`

/** A key is claimed before its run is there: the minute is for callers on their way. */
const DEBOUNCES = `
delete from debounces d where claimed_at < $1::timestamptz - interval '1 minute'
  and not exists (select 1 from executions e where e.run_id = d.run_id and e.status = 'DELAYED')`

const LIMITS_OF_KEYS = 'delete from concurrency_limit_keys where expires_at <= $1'

/** Rows that mean nothing any more, whatever the policy keeps: nobody reads them, they only take room. */
export async function deleteSpentRows({ pool }: Pick<PlatformDeps, 'pool'>, now: Date): Promise<void> {
  for (const statement of [USED_TOKENS, DEBOUNCES, LIMITS_OF_KEYS]) await pool.query(statement, [now])
}

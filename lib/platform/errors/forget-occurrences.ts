import type { PlatformDeps } from '../http/deps'

/** As long as a real server can look back. The totals of the groups stay. */
const KEPT_DAYS = 30

export async function forgetOccurrences(deps: Pick<PlatformDeps, 'pool'>, now: Date): Promise<void> {
  await deps.pool.query(
    `delete from error_occurrences where minute < $1::timestamptz - make_interval(days => ${KEPT_DAYS})`,
    [now],
  )
}

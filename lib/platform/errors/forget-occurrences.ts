import type { PlatformDeps } from '../http/deps'
import { everyBite } from '../retention/every-bite'

/** As long as a real server can look back. The totals of the groups stay. */
const FORGOTTEN = `minute < $1::timestamptz - interval '30 days'`

/** How many occurrences were forgotten. */
export function forgetOccurrences(deps: Pick<PlatformDeps, 'pool' | 'stopping'>, now: Date): Promise<number> {
  return everyBite(deps, 'error_occurrences', FORGOTTEN, [now])
}

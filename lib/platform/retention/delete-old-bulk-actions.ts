import type { PlatformDeps } from '../http/deps'
import { everyBite } from './every-bite'

const OVER = 'environment_id = $1 and completed_at < $2 and next_step_at is null'

/** The bulk actions that are over since before the cutoff; their runs have a time of their own. How many went. */
export function deleteOldBulkActions(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'stopping'>,
  cutoff: Date,
): Promise<number> {
  return everyBite(deps, 'bulk_actions', OVER, [deps.environment.id, cutoff])
}

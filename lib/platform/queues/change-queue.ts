import type { PlatformDeps } from '../http/deps'
import { admitRuns } from './admit-runs'
import { findQueue } from './find-queue'
import type { QueueName } from './queue-name'
import type { QueueRow } from './queue-row'

type QueueDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>
export type QueueChange =
  | { paused: boolean }
  | { concurrency_limit_override: number | null; override_percent: number | null; overridden_at: Date | null }

/** What an operator changes of a queue. Runs under way go on; what may start now starts. Null when there is no such queue. */
export async function changeQueue(
  deps: QueueDeps,
  name: QueueName,
  change: QueueChange,
  now: Date,
): Promise<QueueRow | null> {
  const columns = Object.keys(change).map((column, index) => `${column} = $${index + 3}`)
  await deps.pool.query(`update queues q set ${columns.join(', ')} where environment_id = $1 and ${name.column} = $2`, [
    deps.environment.id,
    name.value,
    ...Object.values(change),
  ])
  await admitRuns(deps, now)
  deps.signals.queued()
  return findQueue(deps.pool, deps.environment.id, name)
}

import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { changeQueue } from './change-queue'
import { findQueue } from './find-queue'
import type { QueueName } from './queue-name'
import type { QueueRow } from './queue-row'

type QueueDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>
export type LimitOverride = { concurrencyLimit: number } | { percent: number }

/** Puts another limit in force for the queue until it is reset. Null when there is no such queue. */
export async function overrideQueueLimit(
  deps: QueueDeps,
  name: QueueName,
  override: LimitOverride,
  now: Date,
): Promise<QueueRow | null> {
  const queue = await findQueue(deps.pool, deps.environment.id, name)
  if (!queue) return null
  refuseLine(queue)
  const limit = overriddenLimit(override, deps.environment.concurrencyLimit)
  const percent = 'percent' in override ? override.percent : null
  const change = { concurrency_limit_override: limit, override_percent: percent, overridden_at: now }
  return changeQueue(deps, name, change, now)
}

/** Puts the declared limit in force again. Null when there is no such queue. */
export async function resetQueueLimit(deps: QueueDeps, name: QueueName, now: Date): Promise<QueueRow | null> {
  const queue = await findQueue(deps.pool, deps.environment.id, name)
  if (!queue) return null
  refuseLine(queue)
  if (queue.overridden_at === null) throw new ApiError(400, 'Queue is not overridden')
  const change = { concurrency_limit_override: null, override_percent: null, overridden_at: null }
  return changeQueue(deps, name, change, now)
}

function refuseLine(queue: QueueRow): void {
  if (!queue.is_line) return
  throw new ApiError(400, `The queue has no limit of its own: use concurrencyLimits with the name "${queue.name}"`)
}

/** A share of the environment's limit is at least one run: only an absolute limit can stop a queue. */
function overriddenLimit(override: LimitOverride, environmentLimit: number | null): number {
  if ('percent' in override) {
    if (environmentLimit === null)
      throw new ApiError(400, 'The environment has no concurrency limit to take a share of')
    return Math.max(1, Math.floor((environmentLimit * override.percent) / 100))
  }
  if (environmentLimit !== null && override.concurrencyLimit > environmentLimit) {
    const { concurrencyLimit } = override
    throw new ApiError(
      400,
      `Concurrency limit (${concurrencyLimit}) cannot exceed the environment limit (${environmentLimit})`,
    )
  }
  return override.concurrencyLimit
}

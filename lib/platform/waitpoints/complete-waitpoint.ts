import type { IOPacket } from '@trigger.dev/core/v3'
import type { PlatformDeps } from '../http/deps'
import { resumeWaiters } from './resume-waiters'

/**
 * Completes the waitpoint with what its waiters get and lets them go on. False when it was complete already: of several
 * callers, and of a caller and the timeout, the first one's output stays.
 */
export async function completeWaitpoint(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  waitpointId: string,
  output: IOPacket,
  now: Date,
): Promise<boolean> {
  const { rows } = await deps.pool.query<{ id: string }>({
    name: 'complete-waitpoint',
    text: `update waitpoints set status = 'COMPLETED', completed_at = $1, output = $3, output_type = $4
           where id = $2 and status = 'PENDING' returning id`,
    values: [now, waitpointId, output.data ?? null, output.data === undefined ? 'application/json' : output.dataType],
  })
  await resumeWaiters(
    deps,
    rows.map((row) => row.id),
    now,
  )
  return rows.length > 0
}

import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import { expiry } from './expiry'
import { parseMoment } from './parse-time'
import type { RunRecord } from './run-record'

const RESCHEDULE = `
with execution as (
  update executions set available_at = $3, sort_at = $4, expires_at = $5, ${NEW_SNAPSHOT}
  where run_id = $2 and status = 'DELAYED' returning run_id
)
update runs set delay_until = $3, ${RUN_CHANGED} from execution where id = run_id and final_status is null returning runs.*`

/** Moves the moment a delayed run is queued. */
export async function rescheduleRun(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  run: RunRecord,
  delay: string | Date,
  now: Date,
): Promise<RunRecord> {
  const dueAt = parseMoment(delay, now)
  if (!dueAt) throw new ApiError(400, `Invalid delay: ${String(delay)}`)
  const values = [now, run.id, dueAt, new Date(dueAt.getTime() - run.priority_ms), expiry(run.ttl, dueAt)]
  const { rows } = await deps.pool.query<RunRecord>(RESCHEDULE, values)
  const moved = rows[0]
  if (!moved) throw new ApiError(400, 'Cannot reschedule a run that is not delayed')
  deps.changeLog.publish(rows)
  deps.signals.due(dueAt)
  return moved
}

import { timeoutError } from '@trigger.dev/core/v3'
import type { PlatformDeps } from '../http/deps'
import { resumeWaiters } from './resume-waiters'

// The text of core's timeoutError(): JSON.stringify writes no spaces, so neither does this.
const { code: TIMEOUT_CODE } = timeoutError(new Date(0))
const TIMEOUT_ERROR = `format('{"code":"${TIMEOUT_CODE}","message":"Waitpoint timed out at %s"}',
  to_char(completed_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`

const COMPLETE = `
update waitpoints set status = 'COMPLETED', completed_at = $1, output_is_error = type = 'MANUAL',
  output = case when type = 'MANUAL' then ${TIMEOUT_ERROR} else output end
where type in ('DATETIME', 'MANUAL') and status = 'PENDING' and completed_after <= $1 returning id`

/** Completes the waits whose time has come, and tokens nobody completed in time with an error; resumes who waited. */
export async function completeDueWaitpoints(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  now: Date,
): Promise<void> {
  const { rows } = await deps.pool.query<{ id: string }>(COMPLETE, [now])
  await resumeWaiters(
    deps,
    rows.map((row) => row.id),
    now,
  )
}

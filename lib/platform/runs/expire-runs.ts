import type { PlatformDeps } from '../http/deps'
import { finishRun } from './finish-run'

type ExpireDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals' | 'log'>

/** Ends the runs that no worker took within their time to live. */
export async function expireRuns(deps: ExpireDeps, now: Date): Promise<void> {
  const { rows } = await deps.pool.query<{ run_id: string; ttl: string }>(
    `select e.run_id, r.ttl from executions e join runs r on r.id = e.run_id
     where e.status = 'QUEUED' and e.expires_at <= $1`,
    [now],
  )
  for (const { run_id, ttl } of rows) {
    const error = { type: 'STRING_ERROR', raw: `Run expired because the TTL (${ttl}) was reached` } as const
    await finishRun(deps, run_id, { event: 'expire', status: 'EXPIRED', error }, now)
  }
}

import { BackgroundWorkerId } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'
import { LEASED } from '../runs/run-state'

interface WorkerRow {
  id: string
  version: string
  runtime: string | null
  runtime_version: string | null
  registered_at: Date
  running_runs: number
  last_heartbeat_at: Date | null
}

/** Versions to show: the current one and every other that is connected or still holds runs. */
export async function summarizeWorkers(deps: Pick<PlatformDeps, 'pool' | 'environment' | 'presence'>, now: Date) {
  const { rows } = await deps.pool.query<WorkerRow>(
    `select w.id, w.version, w.runtime, w.runtime_version, w.registered_at,
            coalesce(held.running_runs, 0) as running_runs, held.last_heartbeat_at
     from workers w left join (
       select worker_id, count(*) as running_runs, max(heartbeat_at) as last_heartbeat_at
       from executions where status = any($2) group by worker_id) held on held.worker_id = w.id
     where w.environment_id = $1 order by w.registered_at desc limit 50`,
    [deps.environment.id, LEASED],
  )
  const errors = await deps.pool.query(
    'select message, file, line, "column", at from index_errors where environment_id = $1',
    [deps.environment.id],
  )
  const shown = rows.filter(
    (row, index) => index === 0 || row.running_runs > 0 || deps.presence.isConnected(row.id, now),
  )
  return {
    workers: shown.map((row) => ({
      id: BackgroundWorkerId.toFriendlyId(row.id),
      version: row.version,
      runtime: [row.runtime, row.runtime_version].filter(Boolean).join(' '),
      connected: deps.presence.isConnected(row.id, now),
      lastSeenAt: deps.presence.lastSeenAt(row.id) ?? row.last_heartbeat_at ?? row.registered_at,
      runningRuns: row.running_runs,
    })),
    currentVersion: rows[0]?.version ?? null,
    indexError: errors.rows[0] ?? null,
  }
}

import type { CreateBackgroundWorkerRequestBody } from '@trigger.dev/core/v3'
import { BackgroundWorkerId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { declareLimits, limitNamesOf } from '../queues/declare-limits'
import { declareQueues, queueNameOf } from '../queues/declare-queues'
import { syncDeclarativeSchedules } from '../schedules/sync-declarative-schedules'
import { releasePendingRuns } from './release-pending-runs'

type Metadata = CreateBackgroundWorkerRequestBody['metadata']
type TaskResource = Metadata['tasks'][number]

export interface RegisteredWorker {
  id: string
  version: string
}

/** Any number, as long as nothing else in this database uses it. */
const REGISTRATION_LOCK = 7_205_003

/**
 * Makes this code the current version. Code that was registered before gets its old version back, so runs on their way
 * keep the version they were given. Runs that waited for one of the tasks are queued.
 */
export async function registerWorker(deps: PlatformDeps, metadata: Metadata, now: Date): Promise<RegisteredWorker> {
  assertUniqueTasks(metadata.tasks)
  const worker = await inTransaction(deps.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [REGISTRATION_LOCK])
    const worker = await upsertVersion(client, deps.environment.id, metadata, now)
    await declareQueues(client, deps.environment.id, metadata)
    await declareLimits(client, deps.environment.id, metadata)
    await client.query('delete from worker_tasks where worker_id = $1', [worker.id])
    for (const task of metadata.tasks) await insertTask(client, worker.id, task)
    await syncDeclarativeSchedules(deps, client, metadata.tasks, now)
    await client.query('delete from index_errors where environment_id = $1', [deps.environment.id])
    return worker
  })
  await releasePendingRuns(deps, now)
  deps.signals.queued()
  deps.log.info(
    { worker: worker.id, version: worker.version, tasks: metadata.tasks.length },
    'worker version registered',
  )
  return worker
}

function assertUniqueTasks(tasks: TaskResource[]): void {
  const seen = new Map<string, string>()
  for (const task of tasks) {
    const other = seen.get(task.id)
    if (other) throw new ApiError(400, `Two tasks have the id "${task.id}": ${other} and ${task.filePath}`)
    seen.set(task.id, task.filePath)
  }
}

async function upsertVersion(
  client: PoolClient,
  environmentId: string,
  metadata: Metadata,
  now: Date,
): Promise<RegisteredWorker> {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '')
  const { rows } = await client.query<RegisteredWorker>(
    `insert into workers (id, environment_id, version, content_hash, sdk_version, cli_version, runtime, runtime_version, created_at, registered_at)
     values ($1, $2,
       $3 || '.' || (select coalesce(max(split_part(version, '.', 2)::int), 0) + 1 from workers where environment_id = $2 and version like $3 || '.%'),
       $4, $5, $6, $7, $8, $9, $9)
     on conflict (environment_id, content_hash) do update set registered_at = excluded.registered_at,
       sdk_version = excluded.sdk_version, cli_version = excluded.cli_version,
       runtime = excluded.runtime, runtime_version = excluded.runtime_version
     returning id, version`,
    [
      BackgroundWorkerId.generate().id,
      environmentId,
      day,
      metadata.contentHash,
      metadata.packageVersion,
      metadata.cliPackageVersion ?? null,
      metadata.runtime ?? null,
      metadata.runtimeVersion ?? null,
      now,
    ],
  )
  const worker = rows[0]
  if (!worker) throw new Error('No worker row came back from its registration')
  return worker
}

async function insertTask(client: PoolClient, workerId: string, task: TaskResource): Promise<void> {
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))
  await client.query(
    `insert into worker_tasks (worker_id, task_id, file_path, export_name, queue_name, retry, max_duration, ttl, machine,
                               trigger_source, schedule, payload_schema, limits)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      workerId,
      task.id,
      task.filePath,
      task.exportName ?? null,
      queueNameOf(task),
      json(task.retry),
      task.maxDuration ?? null,
      typeof task.ttl === 'number' ? `${task.ttl}s` : (task.ttl ?? null),
      json(task.machine),
      task.triggerSource === 'schedule' ? 'SCHEDULED' : 'STANDARD',
      json(task.schedule),
      json(task.payloadSchema),
      limitNamesOf(task),
    ],
  )
}

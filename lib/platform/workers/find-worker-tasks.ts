import { createHash } from 'node:crypto'
import { BackgroundWorkerId } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'

interface TaskRow {
  task_id: string
  file_path: string
  trigger_source: string
  created_at: Date
  payload_schema: unknown
  queue_name: string
  concurrency_limit: number | null
}

/** The tasks of a version: of the newest one for the tag `current`, else of the version the tag names. */
export async function findWorkerTasks(deps: Pick<PlatformDeps, 'pool' | 'environment'>, tag: string) {
  const { rows } = await deps.pool.query<{
    id: string
    version: string
    sdk_version: string | null
    cli_version: string | null
  }>(
    `select id, version, sdk_version, cli_version from workers where environment_id = $1 and ($2 = 'current' or version = $2)
     order by registered_at desc limit 1`,
    [deps.environment.id, tag],
  )
  const worker = rows[0]
  if (!worker) return null
  const tasks = await deps.pool.query<TaskRow>(
    `select t.*, q.concurrency_limit from worker_tasks t
     left join queues q on q.environment_id = $2 and q.name = t.queue_name
     where t.worker_id = $1 order by t.task_id`,
    [worker.id, deps.environment.id],
  )
  return {
    id: BackgroundWorkerId.toFriendlyId(worker.id),
    version: worker.version,
    engine: 'V2',
    sdkVersion: worker.sdk_version,
    cliVersion: worker.cli_version,
    tasks: tasks.rows.map((task) => ({
      id: friendlyTaskId(worker.id, task.task_id),
      slug: task.task_id,
      filePath: task.file_path,
      triggerSource: task.trigger_source,
      createdAt: task.created_at,
      payloadSchema: task.payload_schema,
      queueConfig: queueConfig(task),
    })),
  }
}

/** A task has no row id of its own; this one is the same whenever the version is read. */
function friendlyTaskId(workerId: string, taskId: string): string {
  return `task_${createHash('sha256').update(`${workerId} ${taskId}`).digest('hex').slice(0, 25)}`
}

/** What the task says about its queue: nothing, a limit of its own, or the name of a shared one. */
function queueConfig({ task_id, queue_name, concurrency_limit }: TaskRow) {
  const own = queue_name === `task/${task_id}`
  if (own && concurrency_limit === null) return null
  return {
    ...(!own && { name: queue_name }),
    ...(concurrency_limit !== null && { concurrencyLimit: concurrency_limit }),
  }
}

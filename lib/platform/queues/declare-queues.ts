import type { CreateBackgroundWorkerRequestBody, TaskResource } from '@trigger.dev/core/v3'
import { QueueId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'

type Metadata = CreateBackgroundWorkerRequestBody['metadata']

interface DeclaredQueue {
  type: 'task' | 'custom'
  perKey: number | null
  combined: number | null
}

const DECLARE = `
insert into queues (id, environment_id, name, type, concurrency_limit, combined_limit) values ($1, $2, $3, $4, $5, $6)
on conflict (environment_id, name) do update
  set type = excluded.type, concurrency_limit = excluded.concurrency_limit, combined_limit = excluded.combined_limit`

/** Queues as the code declares them: shared ones, and one for each task. What an operator changed stays. */
export async function declareQueues(client: PoolClient, environmentId: string, metadata: Metadata): Promise<void> {
  for (const [name, { type, perKey, combined }] of declaredQueues(metadata)) {
    await client.query(DECLARE, [QueueId.generate().id, environmentId, name, type, perKey, combined])
  }
}

function declaredQueues(metadata: Metadata): Map<string, DeclaredQueue> {
  const shared = (metadata.queues ?? []).map((queue): [string, DeclaredQueue] => [
    queue.name,
    { type: 'custom', perKey: queue.concurrencyLimit ?? null, combined: queue.combinedConcurrencyLimit ?? null },
  ])
  const queues = new Map(shared)
  for (const task of metadata.tasks) {
    const name = queueNameOf(task)
    const known = queues.get(name)
    queues.set(name, {
      type: name.startsWith('task/') ? 'task' : 'custom',
      perKey: task.queue?.concurrencyLimit ?? known?.perKey ?? null,
      combined: task.queue?.combinedConcurrencyLimit ?? known?.combined ?? null,
    })
  }
  return queues
}

export function queueNameOf(task: Pick<TaskResource, 'id' | 'queue'>): string {
  return task.queue?.name ?? `task/${task.id}`
}

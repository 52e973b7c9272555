import type { CreateBackgroundWorkerRequestBody, TaskResource } from '@trigger.dev/core/v3'
import { generateInternalId } from '@trigger.dev/core/v3/isomorphic'
import type { PoolClient } from 'pg'

type Metadata = CreateBackgroundWorkerRequestBody['metadata']

const DECLARE = `
insert into concurrency_limits (id, environment_id, name, per_key, total) values ($1, $2, $3, $4, $5)
on conflict (environment_id, name) do update set per_key = excluded.per_key, total = excluded.total`

/** Concurrency limits as the code declares them: the named ones, and those tasks have for themselves. */
export async function declareLimits(client: PoolClient, environmentId: string, metadata: Metadata): Promise<void> {
  const own = metadata.tasks.flatMap((task) =>
    task.concurrency?.inline ? [{ name: ownLimitName(task), ...task.concurrency.inline }] : [],
  )
  for (const { name, perKey, total } of [...(metadata.concurrencyLimits ?? []), ...own]) {
    await client.query(DECLARE, [generateInternalId(), environmentId, name, perKey ?? null, total ?? null])
  }
}

/** The names of the limits that runs of this task hold, its own first. */
export function limitNamesOf(task: Pick<TaskResource, 'id' | 'concurrency'>): string[] {
  return [...(task.concurrency?.inline ? [ownLimitName(task)] : []), ...(task.concurrency?.limits ?? [])]
}

function ownLimitName(task: Pick<TaskResource, 'id'>): string {
  return `task/${task.id}`
}

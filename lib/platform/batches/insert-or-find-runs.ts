import type { PoolClient } from 'pg'
import { KEY_IS_FREE_AFTER } from '../runs/find-idempotent-run'
import { insertRuns } from '../runs/insert-runs'
import type { RunInsert } from '../runs/run-insert'
import type { RunRecord } from '../runs/run-record'
import { inOrderOf } from './in-order-of'

const RELEASE = `
with freed as (
  select runs.id from runs join unnest($2::text[], $3::text[]) as taken (task_id, key)
    on runs.task_id = taken.task_id and idempotency_key = taken.key
  where environment_id = $1 and (idempotency_key_expires_at <= $4 or final_status = any($5))
  order by runs.id for no key update of runs
)
update runs set idempotency_key = null from freed where runs.id = freed.id`

const FIND = `
select runs.* from runs join unnest($2::text[], $3::text[]) as taken (task_id, key)
  on runs.task_id = taken.task_id and idempotency_key = taken.key
where environment_id = $1`

export interface FoundRun {
  run: RunRecord
  isNew: boolean
}

/**
 * Makes the runs, or finds those that their idempotency keys name; of two with the same key the first is made. In the
 * order of what was asked for.
 */
export async function insertOrFindRuns(
  client: PoolClient,
  environmentId: string,
  wanted: RunInsert[],
  now: Date,
): Promise<FoundRun[]> {
  const keyed = wanted.filter((run) => run.idempotency_key !== null)
  if (keyed.length > 0) await client.query(RELEASE, [...keysOf(environmentId, keyed), now, KEY_IS_FREE_AFTER])
  const inserted = await insertRuns(client, inOrderOf(wanted, nameOf))
  const made = new Map(inserted.map((run) => [run.id, run]))
  const others = wanted.filter((run) => !made.has(run.id))
  const found = others.length > 0 ? await client.query<RunRecord>(FIND, keysOf(environmentId, others)) : { rows: [] }
  const byKey = new Map(found.rows.map((run) => [nameOf(run), run]))
  return wanted.map((want) => {
    const own = made.get(want.id)
    const run = own ?? byKey.get(nameOf(want))
    if (!run) throw new Error(`The idempotency key of a run of ${want.task_id} changed hands during the call`)
    return { run, isNew: own !== undefined }
  })
}

function keysOf(environmentId: string, runs: RunInsert[]): [string, string[], Array<string | null>] {
  return [environmentId, runs.map((run) => run.task_id), runs.map((run) => run.idempotency_key)]
}

function nameOf(run: Pick<RunRecord, 'task_id' | 'idempotency_key'>): string {
  return JSON.stringify([run.task_id, run.idempotency_key])
}

import type { PoolClient } from 'pg'
import type { Debounce } from '../runs/debounce'
import { debounceRun } from '../runs/debounce-run'
import { findIdempotentRun } from '../runs/find-idempotent-run'
import type { NewRun } from '../runs/new-run'
import { type FoundRun, insertOrFindRuns } from './insert-or-find-runs'
import type { NewItem } from './new-item'
import type { PlacedItem } from './place-items'

export type AddedItem = Pick<NewItem, 'index' | 'refusal'> & FoundRun

/** Each item's run: made with the others in one statement, unless it may be another call's that is pushed back. */
export async function makeRuns(
  client: PoolClient,
  environmentId: string,
  items: PlacedItem[],
  now: Date,
): Promise<AddedItem[]> {
  const plain = items.filter((item) => !item.debounced)
  const inserts = plain.map((item) => item.insert)
  const found = await insertOrFindRuns(client, environmentId, inserts, now)
  const made = plain.map(({ index, refusal }, at) => ({ index, refusal, ...(found[at] as FoundRun) }))
  for (const { index, debounced } of items) {
    if (debounced) made.push({ index, refusal: null, ...(await makeDebounced(client, environmentId, debounced, now)) })
  }
  return made
}

async function makeDebounced(
  client: PoolClient,
  environmentId: string,
  wanted: NewRun & { debounce: Debounce },
  now: Date,
): Promise<FoundRun> {
  const earlier = wanted.idempotencyKey === null ? null : await findIdempotentRun(client, environmentId, wanted, now)
  const run = earlier ?? (await debounceRun(client, environmentId, wanted, now))
  if (!run) throw new Error(`The idempotency key of a run of ${wanted.taskId} changed hands during the call`)
  return { run, isNew: run.id === wanted.id }
}

import type { PoolClient } from 'pg'
import { debounceRun } from '../runs/debounce-run'
import { findIdempotentRun } from '../runs/find-idempotent-run'
import { insertRuns } from '../runs/insert-runs'
import { inOrderOf } from './in-order-of'
import { type FoundRun, insertOrFindRuns } from './insert-or-find-runs'
import type { NewItem } from './new-item'
import type { PlacedItem } from './place-items'

export type AddedItem = Pick<NewItem, 'index' | 'refusal'> & FoundRun

type DebouncedItem = PlacedItem & { debounced: NonNullable<PlacedItem['debounced']> }

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
  for (const item of inOrderOf(items.filter(isDebounced), debounceName)) {
    made.push({ index: item.index, refusal: null, ...(await makeDebounced(client, environmentId, item, now)) })
  }
  return made
}

function isDebounced(item: PlacedItem): item is DebouncedItem {
  return item.debounced !== null
}

function debounceName({ debounced }: DebouncedItem): string {
  return JSON.stringify([debounced.taskId, debounced.debounce.key])
}

async function makeDebounced(
  client: PoolClient,
  environmentId: string,
  { debounced: run, insert }: DebouncedItem,
  now: Date,
): Promise<FoundRun> {
  const earlier = run.idempotencyKey === null ? null : await findIdempotentRun(client, environmentId, run, now)
  const make = async () => (await insertRuns(client, [insert]))[0] ?? null
  const found = earlier ?? (await debounceRun(client, environmentId, { run, make }, now))
  if (!found) throw new Error(`The idempotency key of a run of ${run.taskId} changed hands during the call`)
  return { run: found, isNew: found.id === run.id }
}

import type { PoolClient } from 'pg'
import type { Debounce } from '../runs/debounce'
import type { NewRun } from '../runs/new-run'
import { type RunInsert, runInsert } from '../runs/run-insert'
import { findTask, type RegisteredTask } from '../workers/find-task'
import type { NewItem, Refusal } from './new-item'

export interface PlacedItem {
  index: number
  insert: RunInsert
  /** Set when it may become a run that waits already. */
  debounced: (NewRun & { debounce: Debounce }) | null
  refusal: Refusal | null
}

/** The rows of the items' runs: their tasks are looked up once each. */
export async function placeItems(
  client: PoolClient,
  environmentId: string,
  items: NewItem[],
  now: Date,
): Promise<PlacedItem[]> {
  const tasks = new Map<string, RegisteredTask | null>()
  const placed: PlacedItem[] = []
  for (const { index, run, refusal } of items) {
    const key = JSON.stringify([run.taskId, run.lockedToVersion, run.queueName, run.limits])
    const task = tasks.has(key) ? (tasks.get(key) ?? null) : await findTask(client, environmentId, run.taskId, run)
    tasks.set(key, task)
    placed.push(place(environmentId, { index, run, refusal: refusal ?? refusalOf(run, task) }, task, now))
  }
  return placed
}

/** A refused one is not delayed, waits for no version, and leaves its keys to a later try. */
function place(environmentId: string, item: NewItem, task: RegisteredTask | null, now: Date): PlacedItem {
  const { index, refusal, run } = item
  const insert = runInsert(environmentId, run, task, now)
  if (!refusal) return { index, insert, refusal, debounced: run.debounce ? { ...run, debounce: run.debounce } : null }
  const failing = { ...insert, status: 'PENDING', delay_until: null, idempotency_key: null } as const
  return { index, insert: failing, refusal, debounced: null }
}

function refusalOf(run: NewRun, task: RegisteredTask | null): Refusal | null {
  if (!run.lockedToVersion || task) return null
  const message = `There is no version ${run.lockedToVersion} of the task ${run.taskId}`
  return { code: 'BATCH_ITEM_COULD_NOT_TRIGGER', message }
}

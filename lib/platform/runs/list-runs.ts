import type { Pool } from 'pg'
import { isFinalStatus, storedStatuses } from './api-run-status'
import type { ListedRun } from './present-run'
import { anyOf, runConditions } from './run-conditions'
import { encodeCursor } from './run-cursor'
import type { RunFilter } from './run-filter'
import type { StoredRunStatus } from './run-record'

/** Payloads, outputs and errors stay where they are: a page of runs is small. */
const LISTED_COLUMNS = [
  'id',
  'environment_id',
  'task_id',
  'status',
  'worker_version',
  'idempotency_key',
  'idempotency_key_options',
  'created_at',
  'started_at',
  'updated_at',
  'completed_at',
  'delay_until',
  'ttl',
  'expired_at',
  'usage_duration_ms',
  'is_test',
  'depth',
  'tags',
  'batch_id',
  'metadata',
  'region',
  'schedule_id',
] as const satisfies ReadonlyArray<keyof ListedRun>

export interface RunPage {
  runs: ListedRun[]
  next: string | undefined
  previous: string | undefined
}

/**
 * One page, newest first. A page before a cursor comes oldest first: real servers answer so, and a client that works
 * here must work there.
 */
export async function listRuns(pool: Pool, environmentId: string, filter: RunFilter): Promise<RunPage> {
  const backwards = filter.before !== null && filter.after === null
  const statement = new ListStatement(environmentId, filter, backwards)
  const { rows } = await pool.query<ListedRun>(statement.text(), statement.values)
  const hasMore = rows.length > filter.size
  const runs = rows.slice(0, filter.size)
  const [first, last] = [runs.at(0), runs.at(-1)]
  const newest = backwards ? last : first
  const oldest = backwards ? first : last
  return {
    runs,
    next: oldest && (backwards || hasMore) ? encodeCursor(oldest) : undefined,
    previous: newest && (backwards ? hasMore : filter.isContinued) ? encodeCursor(newest) : undefined,
  }
}

class ListStatement {
  readonly values: unknown[] = []
  readonly #add = (value: unknown) => this.#value(value)
  readonly #filter: RunFilter
  readonly #backwards: boolean
  readonly #conditions: string[]

  constructor(environmentId: string, filter: RunFilter, backwards: boolean) {
    this.#filter = filter
    this.#backwards = backwards
    // Versions are looked for in another column in each branch.
    this.#conditions = runConditions(environmentId, { ...filter, versions: [] }, this.#add)
  }

  /** One branch per final status, each walking its own index in order, and one for the few runs still alive. */
  text(): string {
    const { statuses, versions } = this.#filter
    const stored = statuses.flatMap(storedStatuses)
    if (stored.length === 0 && versions.length === 0) return this.#branch('runs', [])
    const live = stored.filter((status) => !isFinalStatus(status))
    const branches = stored
      .filter(isFinalStatus)
      .map((status) => this.#finalBranch([`runs.final_status = ${this.#value(status)}`]))
    if (stored.length === 0) branches.push(this.#finalBranch([]), this.#liveBranch(null))
    else if (live.length > 0) branches.push(this.#liveBranch(live))
    return `select * from (${branches.map((branch) => `(${branch})`).join(' union all ')}) page ${this.#order('', 'id')} ${this.#limit()}`
  }

  #finalBranch(conditions: string[]): string {
    return this.#branch('runs', [...conditions, ...anyOf('runs.final_version', this.#filter.versions, this.#add)])
  }

  /** Without statuses: what is alive and has no version to be found by. */
  #liveBranch(statuses: StoredRunStatus[] | null): string {
    const live = [
      `executions.status <> 'FINISHED'`,
      statuses ? `runs.status = any(${this.#value(statuses)})` : 'runs.final_status is null',
      ...anyOf('runs.worker_version', this.#filter.versions, this.#add),
    ]
    // The index of the live ones knows the order: they may be many after a flood.
    return this.#branch('executions join runs on runs.id = executions.run_id', live, 'executions.', 'run_id')
  }

  #branch(source: string, conditions: string[], prefix = 'runs.', id = 'id'): string {
    const columns = LISTED_COLUMNS.map((column) => `runs.${column}`).join(', ')
    const where = [...this.#conditions, ...this.#beyond(prefix, id), ...conditions].join(' and ')
    return `select ${columns} from ${source} where ${where} ${this.#order(prefix, id)} ${this.#limit()}`
  }

  /** As a row comparison: the form with OR cannot use the index. */
  #beyond(prefix: string, id: string): string[] {
    const cursor = this.#backwards ? this.#filter.before : this.#filter.after
    if (!cursor) return []
    const side = this.#backwards ? '>' : '<'
    return [
      `(${prefix}created_at, ${prefix}${id}) ${side} (${this.#value(cursor.createdAt)}, ${this.#value(cursor.id)})`,
    ]
  }

  #order(prefix: string, id: string): string {
    const direction = this.#backwards ? 'asc' : 'desc'
    return `order by ${prefix}created_at ${direction}, ${prefix}${id} ${direction}`
  }

  #limit(): string {
    return `limit ${this.#filter.size + 1}`
  }

  #value(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

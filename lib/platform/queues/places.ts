import type { LimitBounds, Occupancy, QueueBounds, TakenPlaces } from './load-occupancy'

/** What a run needs places in: its queue, its lane, its limits, and the environment. */
export type PlaceClaim = Omit<TakenPlaces, 'count'>

/** Runs that hold the limit and have this key (null: any key but the excepted ones) find no place. */
export interface ShutLimit {
  limit: string
  key: string | null
  except: string[]
}

/**
 * The free places of an environment. A run takes one in every pool it belongs to, or in none: no limit is ever passed,
 * and no run keeps a place that it cannot use for another reason.
 */
export class Places {
  readonly #environmentLimit: number
  readonly #queues: ReadonlyMap<string, QueueBounds>
  readonly #limits: ReadonlyMap<string, LimitBounds>
  readonly #taken = new Map<string, number>()

  constructor(occupancy: Occupancy) {
    this.#environmentLimit = unbounded(occupancy.environmentLimit)
    this.#queues = new Map(occupancy.queues.map((queue) => [queue.name, queue]))
    this.#limits = new Map(occupancy.limits.map((limit) => [limit.name, limit]))
    for (const { count, ...claim } of occupancy.taken) this.#add(claim, count)
  }

  /** False, and nothing is taken, when one of the pools is full. */
  take(claim: PlaceClaim): boolean {
    if (this.#pools(claim).some(({ pool, bound }) => this.#takenIn(pool) >= bound)) return false
    this.#add(claim, 1)
    return true
  }

  takenInLane(queue: string, key: string): number {
    return this.#takenIn(pools.lane(queue, key))
  }

  get isFull(): boolean {
    return this.#takenIn(pools.environment) >= this.#environmentLimit
  }

  /** The queues that have no room for any key. */
  fullQueues(): string[] {
    const queues = [...this.#queues.values()]
    return queues
      .filter((queue) => this.#takenIn(pools.queue(queue.name)) >= unbounded(queue.total))
      .map(({ name }) => name)
  }

  shutLimits(): ShutLimit[] {
    return [...this.#limits.values()].flatMap((limit) => {
      const isShut = limit.paused || this.#takenIn(pools.limit(limit.name)) >= unbounded(limit.total)
      return isShut ? [{ limit: limit.name, key: null, except: [] }] : this.#shutKeys(limit)
    })
  }

  #shutKeys(limit: LimitBounds): ShutLimit[] {
    const prefix = pools.limitKey(limit.name, '')
    const used = [...this.#taken.keys()]
      .filter((pool) => pool.startsWith(prefix))
      .map((pool) => pool.slice(prefix.length))
    const known = [...new Set([...used, ...Object.keys(limit.keys)])]
    const isFull = (key: string) => this.#takenIn(pools.limitKey(limit.name, key)) >= keyBound(limit, key)
    if (limit.perKey === 0) return [{ limit: limit.name, key: null, except: known.filter((key) => !isFull(key)) }]
    return known.filter(isFull).map((key) => ({ limit: limit.name, key, except: [] }))
  }

  #pools({ queue, key, limits }: PlaceClaim): Array<{ pool: string; bound: number }> {
    const queueBounds = this.#queues.get(queue)
    return [
      { pool: pools.environment, bound: this.#environmentLimit },
      { pool: pools.queue(queue), bound: unbounded(queueBounds?.total) },
      { pool: pools.lane(queue, key), bound: unbounded(queueBounds?.perKey) },
      ...limits.flatMap((name) => {
        const limit = this.#limits.get(name)
        return [
          { pool: pools.limit(name), bound: limit?.paused ? 0 : unbounded(limit?.total) },
          { pool: pools.limitKey(name, key), bound: limit ? keyBound(limit, key) : Number.POSITIVE_INFINITY },
        ]
      }),
    ]
  }

  #add(claim: PlaceClaim, count: number): void {
    for (const { pool } of this.#pools(claim)) this.#taken.set(pool, this.#takenIn(pool) + count)
  }

  #takenIn(pool: string): number {
    return this.#taken.get(pool) ?? 0
  }
}

/** Names of pools. Queue and limit names hold no line break, so two pools never share a name. */
const pools = {
  environment: 'environment',
  queue: (name: string) => `queue\n${name}`,
  lane: (queue: string, key: string) => `lane\n${queue}\n${key}`,
  limit: (name: string) => `limit\n${name}`,
  limitKey: (name: string, key: string) => `limit key\n${name}\n${key}`,
}

function keyBound(limit: LimitBounds, key: string): number {
  return unbounded(limit.keys[key] ?? limit.perKey)
}

function unbounded(bound: number | null | undefined): number {
  return bound ?? Number.POSITIVE_INFINITY
}

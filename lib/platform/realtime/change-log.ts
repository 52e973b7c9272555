import type { RunRecord } from '../runs/run-record'

/** The newest known state of a run, at the place in the sequence where it became known. */
export interface RunChange {
  seq: number
  /** Where the run was first seen; 0 when it is older than what this log knows. */
  bornSeq: number
  run: RunRecord
}

export interface ChangeWait {
  wanted: (run: RunRecord) => boolean
  hangUp: AbortSignal
  holdMs: number
}

interface KnownRun {
  published: number
  /** The newest revision anybody was shown, by a change or by a snapshot. */
  seen: number
  bornSeq: number
  change: RunChange | null
}

interface Waiter {
  wanted: ChangeWait['wanted']
  finish: (from: number) => void
}

interface ChangeLogLimits {
  maxChanges: number
  maxBytes: number
  maxKnownRuns: number
}

const DEFAULT_LIMITS: ChangeLogLimits = { maxChanges: 10_000, maxBytes: 64 * 1024 * 1024, maxKnownRuns: 50_000 }

/**
 * Recent changes of runs, newest state per run, in the order in which they were published after their commit. A reader
 * keeps a cursor (the sequence number up to which it has seen everything) and asks for what came since. Commits of one
 * run may be published out of order: a revision older than one already shown is dropped, so no run moves back in time.
 * Memory is bounded; a reader whose cursor has fallen out is told so and starts over from a snapshot.
 */
export class ChangeLog {
  readonly #limits: ChangeLogLimits
  /** The change numbered `floor + 1 + i`; null when a newer change of the same run replaced it. */
  #changes: Array<RunChange | null> = []
  #floor = 0
  #bytes = 0
  readonly #known = new Map<string, KnownRun>()
  readonly #waiters = new Set<Waiter>()
  readonly #listeners: Array<(run: RunRecord) => void> = []
  #closed = false

  constructor(limits: Partial<ChangeLogLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
  }

  /** The number of the last change: the cursor of a reader who has seen everything. */
  get head(): number {
    return this.#floor + this.#changes.length
  }

  get waiting(): number {
    return this.#waiters.size
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Called with every row that is news, for as long as the log lives. */
  onChange(listener: (run: RunRecord) => void): void {
    this.#listeners.push(listener)
  }

  /** Rows as they are after a commit, in any order. */
  publish(rows: readonly RunRecord[]): void {
    const from = this.head
    const fresh = rows.filter((run) => this.#append(run))
    for (const listener of this.#listeners) for (const run of fresh) listener(run)
    for (const waiter of [...this.#waiters]) {
      if (fresh.some(waiter.wanted)) waiter.finish(from)
    }
    this.#evict()
  }

  /**
   * A snapshot showed these revisions: an older change, published since the snapshot's cursor or later, must not take
   * them back. Their own publication is on its way.
   */
  observe(rows: ReadonlyArray<Pick<RunRecord, 'id' | 'revision'>>): void {
    for (const { id, revision } of rows) {
      const known = this.#known.get(id)
      if (known?.change && known.change.run.revision < revision) this.#drop(known.change)
      if (known) known.seen = Math.max(known.seen, revision)
      else this.#known.set(id, { published: 0, seen: revision, bornSeq: 0, change: null })
    }
    this.#forget()
  }

  latest(runId: string): RunRecord | undefined {
    return this.#known.get(runId)?.change?.run
  }

  /** Everything after the cursor, oldest first; null when the log cannot tell (any more). */
  since(cursor: number): RunChange[] | null {
    if (cursor < this.#floor || cursor > this.head) return null
    return this.#changes.slice(cursor - this.#floor).filter((change) => change !== null)
  }

  /**
   * Resolves on the first wanted change, after `holdMs`, or on a hang-up, with the cursor from which to look: whatever
   * was published before it while waiting was not wanted, so a busy log does not outrun a quiet reader.
   */
  nextChange({ wanted, hangUp, holdMs }: ChangeWait): Promise<number> {
    if (this.#closed || hangUp.aborted) return Promise.resolve(this.head)
    return new Promise((resolve) => {
      const giveUp = () => waiter.finish(this.head)
      const timer = setTimeout(giveUp, holdMs)
      const waiter: Waiter = {
        wanted,
        finish: (from) => {
          this.#waiters.delete(waiter)
          clearTimeout(timer)
          hangUp.removeEventListener('abort', giveUp)
          resolve(from)
        },
      }
      this.#waiters.add(waiter)
      hangUp.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Nobody is held any longer: the platform stops. */
  close(): void {
    this.#closed = true
    for (const waiter of [...this.#waiters]) waiter.finish(this.head)
  }

  #append(run: RunRecord): boolean {
    const known = this.#known.get(run.id)
    if (known && (run.revision <= known.published || run.revision < known.seen)) return false
    const seq = this.head + 1
    const bornSeq = known?.bornSeq ?? (run.revision === 1 ? seq : 0)
    const change = { seq, bornSeq, run }
    if (known?.change) this.#drop(known.change)
    this.#changes.push(change)
    this.#bytes += sizeOf(run)
    this.#known.delete(run.id)
    this.#known.set(run.id, { published: run.revision, seen: run.revision, bornSeq, change })
    return true
  }

  /** Frees the row; its number stays taken. */
  #drop(change: RunChange): void {
    const index = change.seq - this.#floor - 1
    if (this.#changes[index] !== change) return
    this.#changes[index] = null
    this.#bytes -= sizeOf(change.run)
    const known = this.#known.get(change.run.id)
    if (known?.change === change) known.change = null
  }

  #evict(): void {
    let gone = 0
    const { maxChanges, maxBytes } = this.#limits
    while (gone < this.#changes.length && (this.#changes.length - gone > maxChanges || this.#bytes > maxBytes)) {
      const change = this.#changes[gone]
      if (change) this.#drop(change)
      gone += 1
    }
    if (gone > 0) {
      this.#changes = this.#changes.slice(gone)
      this.#floor += gone
    }
    this.#forget()
  }

  #forget(): void {
    for (const id of this.#known.keys()) {
      if (this.#known.size <= this.#limits.maxKnownRuns) return
      this.#known.delete(id)
    }
  }
}

/** What a row may hold on to, with one serialised copy of it; the rest of it is small. */
function sizeOf(run: RunRecord): number {
  const texts = [run.payload, run.output, run.metadata, run.seed_metadata]
  return texts.reduce((sum, text) => sum + (text?.length ?? 0) * 3, 4_096)
}

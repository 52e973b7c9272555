import type { RunRow } from '@/lib/runs/run'
import { type RunSource, toRunRow } from '@/lib/runs/run'

/** A change is shown at once; those that follow within this time are shown together. */
const BATCH_MS = 40

/** Holds what the realtime feed has delivered and tells the page in batches: 1,000 rows arrive one by one. */
export class LiveFeed {
  private rows: RunRow[] = []
  private pending: readonly RunSource[] | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly known = new WeakMap<RunSource, RunRow>()
  private readonly listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  read = (): RunRow[] => this.rows

  /** Takes every row of the subscription; rows that did not change keep their identity. */
  publish(runs: readonly RunSource[]): void {
    this.pending = runs
    if (this.timer !== undefined) return
    this.flush()
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.flush()
    }, BATCH_MS)
  }

  private flush(): void {
    if (this.pending === null) return
    this.rows = this.pending.map((run) => this.toRow(run))
    this.pending = null
    for (const listener of this.listeners) listener()
  }

  private toRow(run: RunSource): RunRow {
    const known = this.known.get(run)
    if (known) return known
    const row = toRunRow(run)
    this.known.set(run, row)
    return row
  }
}

export const NO_ROWS: RunRow[] = []

import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { TraceRow } from './trace-row'
import { upsertTraceRows } from './upsert-trace-rows'

/** Long enough for the opening and closing report of a short span to meet, far below what a reader notices. */
const LINGER_MS = 100
const RETRY_MS = 1_000
const MAX_BATCH = 500

interface TelemetryBufferLimits {
  maxRows: number
  maxBytes: number
}

const DEFAULT_LIMITS: TelemetryBufferLimits = { maxRows: 20_000, maxBytes: 32 * 1024 * 1024 }

interface Entry {
  row: TraceRow
  bytes: number
}

/**
 * Spans and log lines on their way to the database, written in batches while the next ones gather. When the database is
 * slower than the workers, or away, the oldest are dropped and counted: telemetry must never take the platform down.
 */
export class TelemetryBuffer {
  readonly #pool: Pool
  readonly #log: Logger
  readonly #limits: TelemetryBufferLimits
  readonly #entries = new Map<string, Entry>()
  #bytes = 0
  #dropped = 0
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #stopped = false

  constructor(pool: Pool, log: Logger, limits: Partial<TelemetryBufferLimits> = {}) {
    this.#pool = pool
    this.#log = log
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
  }

  get size(): number {
    return this.#entries.size
  }

  add(rows: readonly TraceRow[]): void {
    for (const row of rows) this.#put(row)
    this.#dropOldest()
    this.#schedule(LINGER_MS)
  }

  /** Writes what is here, once more; then nothing is scheduled any longer. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.flush()
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing ??= this.#write().then((restInMs) => {
      this.#writing = undefined
      this.#schedule(restInMs)
    })
    await this.#writing
  }

  #put(row: TraceRow): void {
    const key = `${row.run_id}:${row.span_id}`
    const waiting = this.#entries.get(key)
    // The closing report wins, whichever came first; and one statement must not meet a row twice.
    if (waiting && row.is_partial && !waiting.row.is_partial) return
    if (waiting) this.#remove(key, waiting)
    const entry = { row, bytes: sizeOf(row) }
    this.#entries.set(key, entry)
    this.#bytes += entry.bytes
  }

  #remove(key: string, entry: Entry): void {
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
  }

  #dropOldest(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= this.#limits.maxRows && this.#bytes <= this.#limits.maxBytes) return
      this.#remove(key, entry)
      this.#dropped += 1
    }
  }

  #schedule(delayMs: number): void {
    if (this.#stopped || this.#writing || this.#timer || this.#entries.size === 0) return
    this.#timer = setTimeout(() => void this.flush(), delayMs)
  }

  /** Gives the delay after which what is left should be tried. */
  async #write(): Promise<number> {
    while (this.#entries.size > 0) {
      const batch = [...this.#entries].slice(0, MAX_BATCH)
      for (const [key, entry] of batch) this.#remove(key, entry)
      const rows = batch.map(([, entry]) => entry.row)
      try {
        await this.#writeRows(rows)
      } catch (error) {
        this.#log.warn({ err: error, rows: rows.length }, 'telemetry not written, trying again')
        this.#putBack(rows)
        this.#reportDropped()
        return RETRY_MS
      }
    }
    this.#reportDropped()
    return LINGER_MS
  }

  /** A row that Postgres refuses costs itself, not the batch it came in. */
  async #writeRows(rows: readonly TraceRow[]): Promise<void> {
    try {
      await upsertTraceRows(this.#pool, rows)
    } catch (error) {
      if (!isDataError(error)) throw error
      if (rows.length === 1) {
        this.#dropped += 1
        return
      }
      const middle = Math.ceil(rows.length / 2)
      await this.#writeRows(rows.slice(0, middle))
      await this.#writeRows(rows.slice(middle))
    }
  }

  /** To the front of the line again: they are the oldest. */
  #putBack(rows: readonly TraceRow[]): void {
    const later = [...this.#entries.values()].map((entry) => entry.row)
    this.#entries.clear()
    this.#bytes = 0
    for (const row of [...rows, ...later]) this.#put(row)
    this.#dropOldest()
  }

  #reportDropped(): void {
    if (this.#dropped === 0) return
    this.#log.warn({ dropped: this.#dropped }, 'telemetry dropped')
    this.#dropped = 0
  }
}

function sizeOf(row: TraceRow): number {
  return 512 + row.message.length * 2 + (JSON.stringify([row.properties, row.style, row.events])?.length ?? 0) * 2
}

/** SQLSTATE class 22: the value is at fault, not the connection. */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('22')
}

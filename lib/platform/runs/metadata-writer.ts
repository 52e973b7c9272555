import type { Pool } from 'pg'
import type { ChangeLog } from '../realtime/change-log'
import type { Environment } from '../workers/environment'
import { RUN_CHANGED } from './change-run'
import { loadRun } from './load-run'
import type { RunRecord } from './run-record'
import { assertMetadataSize } from './trigger-options'

export type Metadata = Record<string, unknown>
type Change = (current: Metadata) => Metadata

interface WriterDeps {
  pool: Pool
  environment: Environment
  changeLog: ChangeLog
}

interface Wanted {
  change: Change
  done: (metadata: Metadata) => void
  fail: (cause: unknown) => void
}

/**
 * Changes the metadata of runs. Many children may tell one parent something at the same time: what comes for a run while
 * its row is written is written together, in the order in which it came.
 */
export class MetadataWriter {
  readonly #deps: WriterDeps
  readonly #waiting = new Map<string, Wanted[]>()

  constructor(deps: WriterDeps) {
    this.#deps = deps
  }

  /** The run's metadata right after the change, by internal id. Rejects when the change makes it too large. */
  change(runId: string, change: Change): Promise<Metadata> {
    return new Promise((done, fail) => {
      const queue = this.#waiting.get(runId)
      if (queue) queue.push({ change, done, fail })
      else void this.#work(runId, [{ change, done, fail }])
    })
  }

  async #work(runId: string, first: Wanted[]): Promise<void> {
    let batch = first
    while (batch.length > 0) {
      this.#waiting.set(runId, [])
      try {
        const settle = await writeAll(this.#deps, runId, batch)
        settle()
      } catch (cause) {
        for (const { fail } of batch) fail(cause)
      }
      batch = this.#waiting.get(runId) ?? []
    }
    this.#waiting.delete(runId)
  }
}

/**
 * Reads, changes and writes only if nobody wrote in between, else again: no lock is held while operations run. Answers
 * how to tell those who wanted the changes.
 */
async function writeAll(deps: WriterDeps, runId: string, batch: Wanted[]): Promise<() => void> {
  for (;;) {
    const run = await loadRun(deps.pool, deps.environment.id, runId)
    const { text, tellings } = applyAll(run?.metadata ?? null, batch)
    const settle = () => {
      for (const tell of tellings) tell()
    }
    if (!run || text === (run.metadata ?? '{}')) return settle
    const { rows } = await deps.pool.query<RunRecord>({
      name: 'change-metadata',
      text: `update runs set metadata = $3, metadata_type = 'application/json', ${RUN_CHANGED}
             where id = $2 and revision = $4 returning *`,
      values: [new Date(), runId, text, run.revision],
    })
    if (rows.length === 0) continue
    deps.changeLog.publish(rows)
    return settle
  }
}

/** A change that fails, or makes too much of it, is left out and told so; the others are not held up by it. */
function applyAll(before: string | null, batch: Wanted[]): { text: string; tellings: Array<() => void> } {
  let text = before ?? '{}'
  const tellings = batch.map(({ change, done, fail }) => {
    try {
      const next = change(parseMetadata(text))
      const nextText = JSON.stringify(next)
      if (nextText !== text) assertMetadataSize(nextText)
      text = nextText
      return () => done(next)
    } catch (cause) {
      return () => fail(cause)
    }
  })
  return { text, tellings }
}

/** What a trigger stored as metadata may be anything; operations need an object. */
function parseMetadata(text: string): Metadata {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Metadata) : {}
  } catch {
    return {}
  }
}

import { matchesRunFilter } from './matches-run-filter'
import type { RunRow } from './run'
import type { RunFilter } from './run-filter'
import { isRunStatus } from './run-status'

/** A row of a list on the screen; `leftFilter` marks one that the filter would not return any more. */
export interface ShownRun extends RunRow {
  leftFilter: boolean
}

export interface MergeInput {
  /** The rows on the screen, newest first, as the list gave them. */
  snapshot: RunRow[]
  /** Rows of the realtime feed: every run of the environment, whatever the filter says. */
  live: RunRow[]
  /** Rows of a later read of the same list, so they match the filter for certain. */
  polled: RunRow[]
  filter: RunFilter
  /** The snapshot reaches the end of the list, so an older run that is not in it is new as well. */
  complete: boolean
  now: Date
}

/**
 * A newer row replaces its snapshot where it stands and nothing else moves: a run outside the snapshot is only
 * counted. A late event must not move a run back in time, so an update wins only when its updatedAt is later.
 */
export function mergeLiveRuns(input: MergeInput): { rows: ShownRun[]; arrived: RunRow[] } {
  const { snapshot, filter, now } = input
  const updates = newestById([...input.live, ...input.polled])
  const certain = new Set(input.polled.map((run) => run.id))
  const rows = snapshot.map((run) => {
    const merged = newerRun(run, updates.get(run.id))
    return { ...merged, leftFilter: matchesRunFilter(merged, filter, now) === 'no' }
  })
  return { rows, arrived: arrivals(input, updates, certain) }
}

/** The later of two rows of one run; what only the older one knows (version, queue, depth) is kept. */
export function newerRun(run: RunRow, update: RunRow | undefined): RunRow {
  if (update === undefined || update.updatedAt <= run.updatedAt) return run
  // The realtime client reports every word it does not know as QUEUED, so that word proves nothing here.
  const unknownWord = !isRunStatus(run.status) && update.status === 'QUEUED'
  return {
    ...run,
    ...update,
    status: unknownWord ? run.status : update.status,
    version: update.version ?? run.version,
    queue: update.queue ?? run.queue,
    depth: update.depth ?? run.depth,
  }
}

function arrivals(input: MergeInput, updates: Map<string, RunRow>, certain: Set<string>): RunRow[] {
  const { snapshot, filter, now, complete } = input
  const shown = new Set(snapshot.map((run) => run.id))
  const oldest = snapshot.at(-1)?.createdAt
  const inRange = (run: RunRow) => complete || oldest === undefined || run.createdAt > oldest
  const matches = (run: RunRow) => {
    const answer = matchesRunFilter(run, filter, now)
    return answer === 'yes' || (answer === 'unknown' && certain.has(run.id))
  }
  return [...updates.values()].filter((run) => !shown.has(run.id) && inRange(run) && matches(run))
}

function newestById(runs: RunRow[]): Map<string, RunRow> {
  const newest = new Map<string, RunRow>()
  for (const run of runs) {
    const known = newest.get(run.id)
    newest.set(run.id, known ? newerRun(known, run) : run)
  }
  return newest
}

import 'server-only'
import { LARGEST_PAGE, readRunPage } from './read-run-page'
import type { RunRow } from './run'
import type { RunFilter } from './run-filter'
import { RUN_PAGE_SIZE, type RunPage } from './run-page'

/** A list of nothing but child runs must not keep its reader waiting: after so many runs they get what was found. */
const PAGES_PER_READ = 5

/**
 * Root runs out of a list that has no filter for them: pages are read until a screenful is found. The answer may hold
 * fewer runs, or none, and still have a cursor to go on with. A run that a server tells no depth of counts as a root.
 */
export async function readRootRuns(environment: string, filter: RunFilter, cursor: string | null): Promise<RunPage> {
  const roots: RunRow[] = []
  let next = cursor
  for (let pages = 0; pages < PAGES_PER_READ && roots.length < RUN_PAGE_SIZE; pages++) {
    const page = await readRunPage(environment, filter, { cursor: next, size: LARGEST_PAGE })
    roots.push(...page.runs.filter((run) => (run.depth ?? 0) === 0))
    next = page.nextCursor
    if (next === null) break
  }
  return { runs: roots, nextCursor: next }
}

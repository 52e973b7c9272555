import 'server-only'
import { listRuns } from '../runs/queries'
import type { RunRow } from '../runs/run'
import { EMPTY_RUN_FILTER } from '../runs/run-filter'
import type { Overview } from './overview'
import { OVERVIEW_BOUND } from './overview-bound'
import { summarizeRuns } from './summarize-runs'

const LAST_DAY = { ...EMPTY_RUN_FILTER, period: '1d' }

/** The last 24 hours from the newest runs of the list, because the API counts nothing. listRuns checks the permission. */
export async function getOverview(environment: string, now = new Date()): Promise<Overview> {
  const { runs, isCapped } = await newestRuns(environment)
  const hasRuns = runs.length > 0 || (await listRuns(environment, EMPTY_RUN_FILTER, null)).runs.length > 0
  return { at: now, counted: runs.length, isCapped, hasRuns, ...summarizeRuns(runs, now) }
}

async function newestRuns(environment: string): Promise<{ runs: RunRow[]; isCapped: boolean }> {
  const runs: RunRow[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listRuns>> = await listRuns(environment, LAST_DAY, cursor)
    runs.push(...page.runs)
    cursor = page.nextCursor
  } while (cursor !== null && runs.length < OVERVIEW_BOUND)
  return { runs: runs.slice(0, OVERVIEW_BOUND), isCapped: cursor !== null || runs.length > OVERVIEW_BOUND }
}

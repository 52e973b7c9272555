import 'server-only'
import { triggerFetch } from '@/lib/trigger-client'
import { RUNS_API_VERSION, readAnswer } from './read-answer'
import { toRunRow } from './run'
import type { RunFilter } from './run-filter'
import { runListQuery } from './run-list-query'
import type { RunPage } from './run-page'
import { RunListAnswer } from './run-wire'

/** The most that Trigger.dev's list gives at once: for reads that nobody looks at row by row. */
export const LARGEST_PAGE = 100

/** One page as the platform has it, newest first. Checks nobody's permission: queries do, before they read. */
export async function readRunPage(
  environment: string,
  filter: RunFilter,
  { cursor, size }: { cursor: string | null; size?: number },
): Promise<RunPage> {
  const path = `/api/v1/runs?${runListQuery(filter, cursor, size)}`
  const answer = await readAnswer(await triggerFetch(environment, path, { headers: RUNS_API_VERSION }), RunListAnswer)
  return { runs: answer.data.map(toRunRow), nextCursor: answer.pagination?.next ?? null }
}

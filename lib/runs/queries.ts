import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { readRootRuns } from './read-root-runs'
import { readRunPage } from './read-run-page'
import type { RunFilter } from './run-filter'
import type { RunPage } from './run-page'

/** One page, newest first. */
export async function listRuns(environment: string, filter: RunFilter, cursor: string | null): Promise<RunPage> {
  await requireUser('runs:read')
  return filter.rootOnly ? readRootRuns(environment, filter, cursor) : readRunPage(environment, filter, { cursor })
}

import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { findEnvironment } from '@/lib/environments'
import { AppError } from '@/lib/errors'
import { callTrigger, triggerClient, triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { LARGEST_PAGE, readRunPage } from '../read-run-page'
import type { RunFilter } from '../run-filter'
import type { BulkAction } from './bulk-action'
import { type BulkCommand, legalStatuses } from './bulk-command'
import { bulkFilterOf } from './bulk-filter'
import { COUNT_LIMIT, type MatchingCount, type MatchingRuns } from './matching-runs'

const NONE: MatchingCount = { count: 0, exact: true }
/** Answers of a server that has no bulk actions, or does not let this key use them. */
const WITHOUT = new Set([401, 403, 404, 405, 501])

/** How many runs a cancel and a replay of all that match would change, counted up to a limit. */
export async function countMatching(environment: string, filter: RunFilter, asOf = new Date()): Promise<MatchingRuns> {
  await requireUser('runs:read')
  const { name } = findEnvironment(environment)
  if (filter.rootOnly || !(await hasBulkActions(name))) return { supported: false, asOf, cancel: NONE, replay: NONE }
  const [cancel, replay] = await Promise.all([count(name, filter, 'cancel', asOf), count(name, filter, 'replay', asOf)])
  return { supported: true, asOf, cancel, replay }
}

/** How far a bulk action is. */
export async function getBulkAction(environment: string, bulkActionId: string): Promise<BulkAction> {
  await requireUser('runs:read')
  const { id, status, counts } = await callTrigger(triggerClient(environment).runs.bulk.retrieve(bulkActionId))
  return { id, status, total: counts.total, done: counts.success, failed: counts.failure }
}

async function hasBulkActions(environment: string): Promise<boolean> {
  const response = await triggerFetch(environment, '/api/v1/bulk-actions?page[size]=1')
  if (!response.ok && !WITHOUT.has(response.status)) throw await triggerResponseError(response)
  await response.body?.cancel()
  return response.ok
}

async function count(environment: string, filter: RunFilter, command: BulkCommand, asOf: Date): Promise<MatchingCount> {
  const bulk = bulkFilterOf(filter, command, asOf)
  if (!bulk) return NONE
  const listed = {
    ...filter,
    status: legalStatuses(command, filter.status),
    from: bulk.from ?? null,
    to: bulk.to,
    period: null,
  }
  let found = 0
  let cursor: string | null = null
  do {
    const page = await readRunPage(environment, listed, { cursor, size: LARGEST_PAGE })
    if (page.nextCursor !== null && page.nextCursor === cursor) throw new AppError('unexpected', 'The list has no end.')
    found += page.runs.length
    cursor = page.nextCursor
  } while (cursor !== null && found < COUNT_LIMIT)
  return { count: found, exact: cursor === null }
}

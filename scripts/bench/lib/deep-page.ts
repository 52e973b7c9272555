import type { Pool } from 'pg'
import { listRuns } from '../../../lib/platform/runs/list-runs'
import { encodeCursor } from '../../../lib/platform/runs/run-cursor'
import { parseRunFilter } from '../../../lib/platform/runs/run-filter'

const PAGE = 5_000

/**
 * The cursor of a page so many rows down the list, or of the last full page when the list is shorter: found as a
 * reader would, page after page, but with larger ones.
 */
export async function runCursorAt(
  pool: Pool,
  environmentId: string,
  query: URLSearchParams,
  rows: number,
): Promise<{ cursor: string; row: number } | null> {
  const filter = { ...parseRunFilter(query), size: PAGE }
  let row = 0
  let found: { cursor: string; row: number } | null = null
  while (row < rows) {
    const page = await listRuns(pool, environmentId, { ...filter, size: Math.min(PAGE, rows - row) })
    const last = page.runs.at(-1)
    if (!last) return found
    row += page.runs.length
    filter.after = { createdAt: last.created_at, id: last.id }
    if (!page.next) return found
    found = { cursor: encodeCursor(last), row }
  }
  return found
}

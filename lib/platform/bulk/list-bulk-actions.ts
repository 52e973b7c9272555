import type { Pool } from 'pg'
import { encodeCursor, type RunCursor } from '../runs/run-cursor'
import type { BulkActionRecord } from './bulk-action-record'

/** A page, newest first in both directions, as on a real server. */
export async function listBulkActions(
  pool: Pool,
  environmentId: string,
  page: { size: number; after: RunCursor | null; before: RunCursor | null },
) {
  const backwards = page.before !== null
  const cursor = page.before ?? page.after
  const { rows } = await pool.query<BulkActionRecord>(
    `select * from bulk_actions
     where environment_id = $1 ${cursor ? `and (created_at, id) ${backwards ? '>' : '<'} ($3, $4)` : ''}
     order by created_at ${backwards ? 'asc' : 'desc'}, id ${backwards ? 'asc' : 'desc'} limit $2`,
    [environmentId, page.size + 1, ...(cursor ? [cursor.createdAt, cursor.id] : [])],
  )
  const hasMore = rows.length > page.size
  const actions = rows.slice(0, page.size)
  if (backwards) actions.reverse()
  const [first, last] = [actions.at(0), actions.at(-1)]
  return {
    actions,
    next: last && (backwards || hasMore) ? encodeCursor(last) : undefined,
    previous: first && (backwards ? hasMore : page.after !== null) ? encodeCursor(first) : undefined,
  }
}

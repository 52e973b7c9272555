import type { Pool } from 'pg'
import { type ErrorFilter, encodeErrorCursor } from './error-filter'
import type { ErrorGroupRecord } from './error-group-record'

export interface ErrorGroupPage {
  groups: ErrorGroupRecord[]
  next: string | undefined
  previous: string | undefined
}

/** A page of groups with their counts in the filter's time, most frequent first in both directions. */
export async function listErrorGroups(pool: Pool, environmentId: string, filter: ErrorFilter): Promise<ErrorGroupPage> {
  const backwards = filter.before !== null
  const { rows } = await pool.query<ErrorGroupRecord>(...listStatement(environmentId, filter, backwards))
  const hasMore = rows.length > filter.size
  const groups = rows.slice(0, filter.size)
  if (backwards) groups.reverse()
  const [first, last] = [groups.at(0), groups.at(-1)]
  return {
    groups,
    next: last && (backwards || hasMore) ? encodeErrorCursor(last) : undefined,
    previous: first && (backwards ? hasMore : filter.after !== null) ? encodeErrorCursor(first) : undefined,
  }
}

function listStatement(environmentId: string, filter: ErrorFilter, backwards: boolean): [string, unknown[]] {
  const values: unknown[] = [environmentId, filter.from, filter.to, filter.size + 1]
  const value = (parameter: unknown) => `$${values.push(parameter)}`
  const { taskIds, versions, statuses, search } = filter
  const cursor = filter.before ?? filter.after
  const groupConditions = [
    ...(taskIds.length > 0 ? [`g.task_id = any(${value(taskIds)})`] : []),
    ...(statuses.length > 0 ? [`g.status = any(${value(statuses)})`] : []),
    ...(search ? [matches(value(search))] : []),
    ...(cursor
      ? [
          `(o.count, g.fingerprint) ${backwards ? '>' : '<'} (${value(cursor.count)}::int, ${value(cursor.fingerprint)})`,
        ]
      : []),
  ]
  const byVersion = versions.length > 0 ? `and version = any(${value(versions)})` : ''
  const order = backwards ? 'asc' : 'desc'
  const text = `
    select g.*, o.count from error_groups g join (
      select fingerprint, sum(count)::int as count from error_occurrences
      where environment_id = $1 and minute >= date_trunc('minute', $2::timestamptz) and minute <= $3 ${byVersion}
      group by fingerprint
    ) o using (fingerprint)
    where ${['g.environment_id = $1', ...groupConditions].join(' and ')}
    order by o.count ${order}, g.fingerprint ${order} limit $4`
  return [text, values]
}

/** Not a pattern: what people look for contains percent signs. */
function matches(search: string): string {
  return `strpos(lower(g.error_type || ' ' || g.error_message), lower(${search})) > 0`
}

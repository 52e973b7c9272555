import type { RunFilter } from './run-filter'
import { RUN_PAGE_SIZE } from './run-page'

/**
 * The query string of Trigger.dev's list endpoint. Each list of values is joined by commas, as its API asks. `rootOnly`
 * is no word of it: readRootRuns looks for those itself.
 */
export function runListQuery(filter: RunFilter, cursor: string | null, size = RUN_PAGE_SIZE): URLSearchParams {
  const query = new URLSearchParams({ 'page[size]': String(size) })
  if (cursor !== null) query.set('page[after]', cursor)
  const lists = {
    status: filter.status,
    taskIdentifier: filter.task,
    tag: filter.tag,
    queue: filter.queue,
    version: filter.version,
  }
  for (const [name, values] of Object.entries(lists)) {
    if (values.length > 0) query.set(`filter[${name}]`, values.join(','))
  }
  if (filter.period !== null) query.set('filter[createdAt][period]', filter.period)
  if (filter.from) query.set('filter[createdAt][from]', String(filter.from.getTime()))
  if (filter.to) query.set('filter[createdAt][to]', String(filter.to.getTime()))
  return query
}

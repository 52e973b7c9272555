import type { ListDashboardsResponseBody } from '@trigger.dev/core/v3'

type Widget = ListDashboardsResponseBody['dashboards'][number]['widgets'][number]

const FAILED = `status IN ('Failed', 'Crashed', 'System failure', 'Timed out')`

/** Good questions to start with, in the language of queries. */
const WIDGETS: Widget[] = [
  { id: 'runs', title: 'Runs', type: 'bignumber', query: 'SELECT count() AS runs FROM runs' },
  {
    id: 'success',
    title: 'Ended well, %',
    type: 'bignumber',
    query: `SELECT round(countIf(status = 'Completed') * 100 / countIf(is_finished), 2) AS percent FROM runs`,
  },
  {
    id: 'status-over-time',
    title: 'Runs by status',
    type: 'chart',
    query: 'SELECT timeBucket(), status, count() AS runs FROM runs GROUP BY timeBucket, status ORDER BY timeBucket',
  },
  {
    id: 'tasks',
    title: 'Tasks',
    type: 'table',
    query: `SELECT task_identifier AS task, count() AS runs, countIf(${FAILED}) AS failures,
  avg(execution_duration) AS average_ms, quantile(0.95)(execution_duration) AS p95_ms
FROM runs GROUP BY task ORDER BY runs DESC`,
  },
  {
    id: 'queues',
    title: 'Queues',
    type: 'table',
    query: `SELECT queue, count() AS runs, countIf(status = 'Queued') AS queued,
  quantile(0.5)(queued_duration) AS p50_wait_ms, quantile(0.95)(queued_duration) AS p95_wait_ms
FROM runs GROUP BY queue ORDER BY runs DESC`,
  },
  {
    id: 'errors',
    title: 'Errors',
    type: 'table',
    query: `SELECT error.name AS name, error.message AS message, count() AS runs
FROM runs WHERE error != NULL GROUP BY name, message ORDER BY runs DESC LIMIT 50`,
  },
  {
    id: 'versions',
    title: 'Ended well by version, %',
    type: 'table',
    query: `SELECT task_version, count() AS runs, countIf(status = 'Completed') / runs * 100 AS percent
FROM runs WHERE task_version != '' GROUP BY task_version ORDER BY task_version DESC`,
  },
  {
    id: 'tags',
    title: 'Tags',
    type: 'table',
    query: `SELECT arrayJoin(tags) AS tag, count() AS runs, countIf(${FAILED}) AS failures
FROM runs GROUP BY tag ORDER BY runs DESC LIMIT 50`,
  },
]

export function presentDashboards(): ListDashboardsResponseBody {
  return { dashboards: [{ key: 'overview', title: 'Run metrics', widgets: WIDGETS }] }
}

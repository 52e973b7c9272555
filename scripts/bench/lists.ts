/**
 * A million runs in the database: every filter of the list on its first and its 10,000th page, 24 hours of minute
 * buckets by status, and the platform's memory after all that. Prints JSON.
 *   npx tsx scripts/bench/lists.ts [runs]
 * BENCH_DATABASE_URL names a database that is filled already or empty; without it a throwaway Postgres is used.
 */
import { createPool } from '../../lib/platform/db/pool'
import { startThrowawayPostgres } from '../postgres/start-throwaway-postgres'
import { runCursorAt } from './lib/deep-page'
import { fillRuns } from './lib/fill-runs'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'
import { startPlatformProcess } from './lib/platform-process'
import { residentMb } from './lib/process-memory'

const RUNS = Number(process.argv[2] ?? 1_000_000)
const REPEATS = 25
const PAGE_SIZE = 25
const DEEP_PAGE = 10_000

const DAY_AGO = new Date(Date.now() - 86_400_000).toISOString()
const FILTERS: Record<string, string> = {
  none: '',
  'status COMPLETED': 'filter[status]=COMPLETED',
  'status FAILED': 'filter[status]=FAILED',
  'status SYSTEM_FAILURE (rare)': 'filter[status]=SYSTEM_FAILURE',
  'status FAILED,CRASHED,TIMED_OUT': 'filter[status]=FAILED,CRASHED,TIMED_OUT',
  'status QUEUED,EXECUTING': 'filter[status]=QUEUED,EXECUTING',
  task: 'filter[taskIdentifier]=task-notify',
  'two tasks': 'filter[taskIdentifier]=task-notify,task-send-email',
  'task + FAILED': 'filter[taskIdentifier]=task-clean-up&filter[status]=FAILED',
  'tag, common': 'filter[tag]=region:eu',
  'tag, rare': 'filter[tag]=user_777',
  'tag, unknown': 'filter[tag]=nobody',
  'two tags': 'filter[tag]=user_777,user_778',
  'tag, common + FAILED': 'filter[tag]=region:asia&filter[status]=FAILED',
  queue: 'filter[queue]=shared-1',
  'queue of a task': 'filter[queue]=task/task-notify',
  version: 'filter[version]=20261115.7',
  'version, unknown': 'filter[version]=20200101.1',
  machine: 'filter[machine]=large-1x',
  'machine, unused': 'filter[machine]=medium-2x',
  'region, unknown': 'filter[region]=nowhere',
  'test runs': 'filter[isTest]=true',
  schedule: 'filter[schedule]=sched_3',
  batch: 'filter[batch]=batch77',
  'bulk action': 'filter[bulkAction]=bulk_7',
  '24 hours': `filter[createdAt][from]=${DAY_AGO}`,
  '24 hours + version': `filter[createdAt][from]=${DAY_AGO}&filter[version]=20261115.33`,
  'up to 3 days ago': `filter[createdAt][to]=${new Date(Date.now() - 3 * 86_400_000).toISOString()}`,
  'period + task + tag': 'filter[createdAt][period]=7d&filter[taskIdentifier]=task-send-email&filter[tag]=region:us',
}

const CHART = `SELECT toStartOfMinute(triggered_at) AS minute, status, count() AS runs FROM runs GROUP BY minute, status ORDER BY minute`

async function timed(send: () => Promise<Response>): Promise<number> {
  const startedAt = performance.now()
  const response = await send()
  const text = await response.text()
  if (!response.ok) throw new Error(`The platform answered ${response.status}: ${text.slice(0, 200)}`)
  return performance.now() - startedAt
}

const given = process.env.BENCH_DATABASE_URL
const postgres = given ? undefined : await startThrowawayPostgres()
const databaseUrl = given ?? postgres?.adminUrl ?? ''
const pool = createPool(databaseUrl)
const { origin, headers, pid, stop } = await startPlatformProcess(databaseUrl)

const list = (query: string) => () => fetch(`${origin}/api/v1/runs?page[size]=${PAGE_SIZE}&${query}`, { headers })
const chart = () =>
  fetch(`${origin}/api/v1/query`, { method: 'POST', headers, body: JSON.stringify({ query: CHART, period: '24h' }) })

async function measure(send: () => Promise<Response>) {
  await timed(send)
  const samples: number[] = []
  for (let round = 0; round < REPEATS; round++) samples.push(await timed(send))
  return percentiles(samples)
}

try {
  const { rows } = await pool.query<{ id: string; runs: number }>(
    'select id, (select count(*) from runs) as runs from environments',
  )
  const environmentId = rows[0]?.id ?? ''
  const filled = rows[0]?.runs === 0 ? await fillRuns(pool, environmentId, RUNS) : 'before'
  // What autovacuum does in time: pages that an index alone may answer for.
  for (const table of ['runs', 'executions']) await pool.query(`vacuum analyze ${table}`)
  const startedMb = residentMb(pid)
  const results = []
  for (const [name, query] of Object.entries(FILTERS)) {
    const deep = await runCursorAt(pool, environmentId, new URLSearchParams(query), PAGE_SIZE * (DEEP_PAGE - 1))
    const first = await measure(list(query))
    const last = deep && (await measure(list(`${query}&page[after]=${deep.cursor}`)))
    results.push({ filter: name, firstPageMs: first, deepPage: deep ? { row: deep.row, ms: last } : 'only one page' })
  }
  const chartMs = await measure(chart)
  const slow = results.filter(({ firstPageMs, deepPage }) =>
    [firstPageMs, typeof deepPage === 'object' ? deepPage.ms : null].some((ms) => (ms?.p95 ?? 0) > 50),
  )
  console.log(
    JSON.stringify(
      {
        machine: machine(),
        runs: rows[0]?.runs || RUNS,
        filled,
        filters: results.map(({ filter, firstPageMs, deepPage }) => ({
          filter,
          firstPage: `p50 ${firstPageMs.p50}, p95 ${firstPageMs.p95} ms`,
          deepPage:
            typeof deepPage === 'object'
              ? `row ${deepPage.row}: p50 ${deepPage.ms?.p50}, p95 ${deepPage.ms?.p95} ms`
              : deepPage,
        })),
        slowerThan50Ms: slow.map(({ filter }) => filter),
        minutesByStatusOf24HoursMs: chartMs,
        platformResidentMb: { atStart: startedMb, afterwards: residentMb(pid) },
      },
      null,
      2,
    ),
  )
} finally {
  stop()
  await pool.end()
  await postgres?.stop()
}

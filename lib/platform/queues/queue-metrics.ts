import type { Pool } from 'pg'

const TREND_POINTS = 12
const MIN_BUCKET_MS = 60_000
const MINUTE_MS = 60_000
/** Runs that started within the window may have been queued before it; nearly all of them within this time. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1000

interface MetricsRow {
  p50: number | null
  p95: number | null
  started: number
  peak: number
  throttled: number
}

// Every run is a step up of the queue's depth when it was queued and a step down when it started (or ended unstarted);
// from its start to its end it is one of the running.
const STEPS = `
with run as (
  select queued_at, coalesce(started_at, completed_at) as left_at, started_at, completed_at from runs
  where environment_id = $1 and queue_name = $2 and created_at between $3::timestamptz - interval '${LOOK_BACK_MS} milliseconds' and $4
    and queued_at is not null
), step as (
  select queued_at as at, 1 as depth, 0 as running, true as arrives from run
  union all select left_at, -1, 0, false from run where left_at is not null
  union all select started_at, 0, 1, false from run where started_at is not null
  union all select completed_at, 0, -1, false from run where started_at is not null and completed_at is not null
), level as (
  select at, arrives, sum(depth) over in_time as depth, sum(running) over in_time as running
  from step window in_time as (order by at, arrives range unbounded preceding)
)`

const SUMMARY = `${STEPS}
select
  percentile_cont(0.5) within group (order by extract(epoch from started_at - queued_at) * 1000) filter (where started_at between $3 and $4) as p50,
  percentile_cont(0.95) within group (order by extract(epoch from started_at - queued_at) * 1000) filter (where started_at between $3 and $4) as p95,
  count(*) filter (where started_at between $3 and $4) as started,
  (select coalesce(max(depth), 0)::int from level where at between $3 and $4) as peak,
  (select count(*) from level where at between $3 and $4 and arrives and running >= (
    select coalesce(concurrency_limit_override, concurrency_limit) from queues where environment_id = $1 and name = $2)) as throttled
from run`

const TREND = `${STEPS}
select coalesce((select level.depth from level where level.at <= bucket.ends order by level.at desc, level.arrives desc limit 1), 0)::int as depth
from unnest($5::timestamptz[]) with ordinality as bucket(ends, place) order by bucket.place`

/** How long runs waited in the queue, and how deep it was, over the time before now, on a grid of whole buckets. */
export async function queueMetrics(pool: Pool, environmentId: string, queue: string, windowMs: number, now: Date) {
  const bucketIntervalMs = Math.max(MIN_BUCKET_MS, Math.round(windowMs / TREND_POINTS / 1000) * 1000)
  const endMs = Math.ceil(now.getTime() / bucketIntervalMs) * bucketIntervalMs
  const window = { from: new Date(endMs - windowMs), to: new Date(endMs) }
  const firstMs = Math.floor(window.from.getTime() / bucketIntervalMs) * bucketIntervalMs
  const count = Math.round((endMs - firstMs) / bucketIntervalMs)
  const ends = Array.from({ length: count }, (_, index) => new Date(firstMs + (index + 1) * bucketIntervalMs))
  const values = [environmentId, queue, window.from, window.to]
  const [summary, trend] = await Promise.all([
    pool.query<MetricsRow>(SUMMARY, values),
    pool.query<{ depth: number }>(TREND, [...values, ends]),
  ])
  const { p50, p95, peak, started, throttled } = summary.rows[0] as MetricsRow
  return {
    ...window,
    waitMs: { p50: rounded(p50), p95: rounded(p95) },
    peakQueued: peak,
    startedCount: started,
    startedPerMin: Number((started / (windowMs / MINUTE_MS)).toFixed(2)),
    throttledCount: throttled,
    bucketIntervalMs,
    depthTrend: trend.rows.map((row) => row.depth),
  }
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms)
}

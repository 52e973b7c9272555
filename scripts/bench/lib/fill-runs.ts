import type { Pool } from 'pg'

/** Seven days of runs like those of a product in use: few tasks do most of the work, most runs end well. */
const DAYS = 7
const CHUNK = 50_000

const TASKS = [
  'send-email',
  'sync-crm',
  'resize-image',
  'charge-card',
  'import-csv',
  'build-report',
  'notify',
  'clean-up',
]

/** Deterministic randomness: `salt` keeps the columns of one row independent of each other. */
const random = (salt: number) => `(abs(hashint8extended(i, ${salt})) % 1000000 / 1000000.0)`
/** Squaring moves the weight to the first items. */
const skewed = (items: number, salt: number) => `floor(${random(salt)} ^ 2 * ${items})::int`

const FINAL = `case when ${random(1)} < 0.93 then 'COMPLETED_SUCCESSFULLY' when ${random(1)} < 0.97 then 'COMPLETED_WITH_ERRORS'
  when ${random(1)} < 0.985 then 'CANCELED' when ${random(1)} < 0.99 then 'EXPIRED' when ${random(1)} < 0.995 then 'TIMED_OUT'
  when ${random(1)} < 0.9985 then 'CRASHED' else 'SYSTEM_FAILURE' end`

const FILL = `
with drawn as (
  select i, 'c' || left(md5('run' || i), 24) as id, $2::timestamptz + i * ($3::timestamptz - $2::timestamptz) / $4 as created_at,
    'task-' || ('{${TASKS.join(',')}}'::text[])[1 + ${skewed(TASKS.length, 2)}] as task_id,
    case when i > $4 - 2000 then null else ${FINAL} end as final_status,
    (exp(${random(3)} * 6) * 20)::int as duration_ms, (${random(4)} * 4000)::int as wait_ms,
    '20261115.' || (1 + ${skewed(40, 5)}) as version, 'user_' || floor(${random(6)} * 20000)::int as person,
    (array['eu', 'us', 'asia'])[1 + ${skewed(3, 7)}] as region
  from generate_series($5::bigint, $6::bigint) i
), timed as (
  select *, date_trunc('milliseconds', created_at + wait_ms * interval '1 ms') as started_at,
    case when final_status is not null
      then date_trunc('milliseconds', created_at + (wait_ms + duration_ms) * interval '1 ms') end as ended_at
  from drawn
), run as (
  insert into runs (id, environment_id, task_id, status, final_status, queue_name, worker_version, payload, output,
    output_type, error, tags, machine, is_test, schedule_id, batch_id, bulk_action_ids, trace_id, span_id,
    attempt_number, usage_duration_ms, created_at, queued_at, started_at, executed_at, completed_at, updated_at)
  select id, $1, task_id, coalesce(final_status, 'PENDING'), final_status,
    case when ${random(8)} < 0.2 then 'shared-' || ${skewed(3, 9)} else 'task/' || task_id end, version,
    '{"person":"' || person || '","items":[1,2,3],"note":"' || repeat('x', 150) || '"}',
    case when final_status = 'COMPLETED_SUCCESSFULLY' then '{"ok":true}' end, 'application/json',
    case when final_status in ('COMPLETED_WITH_ERRORS', 'CRASHED') then jsonb_build_object('type', 'BUILT_IN_ERROR',
      'name', 'Error', 'message', 'The mail server said no (' || ${skewed(30, 10)} || ')', 'stackTrace', 'Error: at send') end,
    array['region:' || region, person], case when ${random(11)} < 0.1 then 'large-1x' end, ${random(12)} < 0.02,
    case when ${random(13)} < 0.1 then 'sched_' || ${skewed(20, 14)} end,
    case when ${random(15)} < 0.1 then 'batch' || (i / 100) end,
    case when ${random(16)} < 0.001 then array['bulk_' || (i / 10000)] else '{}' end,
    md5('trace' || i), left(md5('span' || i), 16), case when final_status is null then 0 else 1 end, duration_ms,
    created_at, created_at, case when final_status is not null then started_at end,
    case when final_status is not null then started_at end, ended_at, coalesce(ended_at, created_at)
  from timed returning id, task_id, queue_name, final_status, created_at, updated_at
)
insert into executions (run_id, environment_id, task_id, snapshot_id, status, queue_name, created_at, available_at,
  sort_at, updated_at)
select id, $1, task_id, md5('snapshot' || id), case when final_status is null then 'QUEUED' else 'FINISHED' end,
  queue_name, created_at, created_at, created_at, updated_at
from run`

const INDEXES = `
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
where indrelid = any('{runs,executions}'::regclass[]) and not indisprimary`

/** Fills the migrated database with runs; indexes are built afterwards, which is several times faster. */
export async function fillRuns(pool: Pool, environmentId: string, count: number): Promise<{ seconds: number }> {
  const startedAt = performance.now()
  const client = await pool.connect()
  try {
    await client.query(`set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '256MB'`)
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES)
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    const to = new Date()
    const from = new Date(to.getTime() - DAYS * 86_400_000)
    for (let first = 1; first <= count; first += CHUNK) {
      const last = Math.min(count, first + CHUNK - 1)
      await client.query(FILL, [environmentId, from, to, count, first, last])
    }
    for (const { definition } of indexes) await client.query(definition)
    await client.query('vacuum analyze runs')
    await client.query('vacuum analyze executions')
  } finally {
    client.release(true)
  }
  return { seconds: Math.round((performance.now() - startedAt) / 1000) }
}

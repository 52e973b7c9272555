import { TaskRunError } from '@trigger.dev/core/v3'
import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import type { RunRecord } from '../runs/run-record'
import { describeFailure } from './describe-failure'
import { errorFingerprint } from './error-fingerprint'
import type { GroupedFailure } from './grouped-failure'
import { reopenGroups } from './reopen-groups'

type FailedRun = Pick<RunRecord, 'id' | 'environment_id' | 'task_id' | 'worker_version'> & {
  error: unknown
  completed_at: Date
}

/** Failures grouped in one step; after a bad hour the next steps take the rest. */
const STEP = 500

const UNCOUNTED = `
select r.id, r.environment_id, r.task_id, r.error, r.worker_version, r.completed_at
from run_failures f join runs r on r.id = f.run_id
where f.fingerprint is null order by f.run_id limit ${STEP} for update of f skip locked`

const MARK = `
update run_failures set fingerprint = given.fingerprint from unnest($1::text[], $2::text[]) as given (run_id, fingerprint)
where run_failures.run_id = given.run_id`

const COUNT = `
with failure as (
  select * from json_to_recordset($1::json) as row ("environmentId" text, "taskId" text, fingerprint text, type text,
    message text, version text, at timestamptz)
), minutes as (
  insert into error_occurrences (environment_id, fingerprint, version, minute, count)
  select "environmentId", fingerprint, coalesce(version, ''), date_trunc('minute', at), count(*) from failure
  group by 1, 2, 3, 4
  on conflict (environment_id, fingerprint, version, minute) do update set count = error_occurrences.count + excluded.count
)
insert into error_groups (environment_id, fingerprint, task_id, error_type, error_message, count, first_seen, last_seen)
select "environmentId", fingerprint, min("taskId"), min(type), (array_agg(message order by at desc))[1], count(*), min(at), max(at)
from failure group by 1, 2 order by 1, 2
on conflict (environment_id, fingerprint) do update set count = error_groups.count + excluded.count,
  error_message = excluded.error_message, first_seen = least(error_groups.first_seen, excluded.first_seen),
  last_seen = greatest(error_groups.last_seen, excluded.last_seen)`

/** Counts the runs that failed since the last look, each once: its fingerprint and its count are committed together. */
export async function groupFailures(deps: Pick<PlatformDeps, 'pool'>, now: Date): Promise<void> {
  const uncounted = await deps.pool.query('select 1 from run_failures where fingerprint is null limit 1')
  if (uncounted.rowCount === 0) return
  await inTransaction(deps.pool, (client) => takeStep(client, now))
}

async function takeStep(client: PoolClient, now: Date): Promise<void> {
  const { rows } = await client.query<FailedRun>(UNCOUNTED)
  if (rows.length === 0) return
  const failures = rows.map(grouped)
  await client.query(MARK, [failures.map((failure) => failure.runId), failures.map((failure) => failure.fingerprint)])
  await client.query(COUNT, [JSON.stringify(failures)])
  await reopenGroups(client, failures, now)
}

function grouped(run: FailedRun): GroupedFailure {
  const parsed = TaskRunError.safeParse(run.error)
  // One that no worker of today reports must not keep the others from being counted.
  const error: TaskRunError = parsed.success ? parsed.data : { type: 'CUSTOM_ERROR', raw: JSON.stringify(run.error) }
  return {
    runId: run.id,
    environmentId: run.environment_id,
    taskId: run.task_id,
    fingerprint: errorFingerprint(run.task_id, error),
    ...describeFailure(error),
    version: run.worker_version,
    at: run.completed_at,
  }
}

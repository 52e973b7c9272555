import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { ADMISSION_LOCK, LANE_CLAIMED, LANE_LIMIT } from '../queues/lane'
import { NEW_LEASE, RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'

type DequeueDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog'>

export interface DequeueRequest {
  /** Internal ids: the version new runs get, and the older ones this worker still has loaded. */
  currentWorkerId: string
  oldWorkerIds: string[]
  maxRunCount: number
}

export interface DequeuedRun {
  run: RunRecord
  snapshotId: string
  workerId: string
  workerVersion: string
  workerRuntime: string | null
  machine: { preset?: string } | null
}

// `lanes` hops over the index from lane to lane, so a long backlog costs nothing; each lane then offers as many runs as
// it has room for, and the oldest offers of all lanes win.
const DEQUEUE = `
with recursive lanes as (
  (select queue_name, concurrency_key from executions where status = 'QUEUED' order by 1, 2 limit 1)
  union all
  select following.queue_name, following.concurrency_key from lanes cross join lateral (
    select e.queue_name, e.concurrency_key from executions e
    where e.status = 'QUEUED' and (e.queue_name, e.concurrency_key) > (lanes.queue_name, lanes.concurrency_key)
    order by 1, 2 limit 1) following
), offers as (
  select offer.* from lanes lane
  left join queues q on q.environment_id = $2 and q.name = lane.queue_name
  cross join lateral (
    select e.run_id, e.sort_at, w.id as worker_id, w.version, w.runtime, t.machine
    from executions e
    join workers w on w.id = case when e.worker_id = any($4) then e.worker_id else $3 end
    join worker_tasks t on t.worker_id = w.id and t.task_id = e.task_id
    where e.status = 'QUEUED' and e.environment_id = $2
      and e.queue_name = lane.queue_name and e.concurrency_key = lane.concurrency_key and e.available_at <= $1
    order by e.sort_at, e.run_id
    limit case when ${LANE_LIMIT} is null then $5 else greatest(0, least($5, ${LANE_LIMIT} - ${LANE_CLAIMED})) end) offer
  where q.paused is not true
  order by offer.sort_at, offer.run_id limit $5
), picked as (
  select e.run_id, o.worker_id, o.version, o.runtime, o.machine, o.sort_at
  from executions e join offers o on o.run_id = e.run_id
  where e.status = 'QUEUED' for update of e skip locked
), execution as (
  update executions e set status = 'PENDING_EXECUTING', worker_id = picked.worker_id,
    heartbeat_at = $1, expires_at = null, completed_waitpoints = '[]', ${NEW_LEASE}
  from picked where e.run_id = picked.run_id returning e.run_id, e.snapshot_id
), run as (
  update runs set status = 'DEQUEUED', worker_id = picked.worker_id, worker_version = picked.version,
    started_at = coalesce(started_at, $1), ${RUN_CHANGED}
  from picked where runs.id = picked.run_id and runs.final_status is null returning runs.*
)
select run.*, execution.snapshot_id, picked.runtime as worker_runtime, picked.machine as task_machine
from run join execution on execution.run_id = run.id join picked on picked.run_id = run.id
order by picked.sort_at, run.id`

type DequeuedRow = RunRecord & {
  snapshot_id: string
  worker_runtime: string | null
  task_machine: DequeuedRun['machine']
}

/** Leases up to maxRunCount runs to a worker, oldest (less priority) first, within the limits of their queues. */
export async function dequeueRuns(deps: DequeueDeps, request: DequeueRequest, now: Date): Promise<DequeuedRun[]> {
  const rows = await inTransaction(deps.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [ADMISSION_LOCK])
    const values = [now, deps.environment.id, request.currentWorkerId, request.oldWorkerIds, request.maxRunCount]
    return (await client.query<DequeuedRow>({ name: 'dequeue-runs', text: DEQUEUE, values })).rows
  })
  const dequeued = rows.map(({ snapshot_id, worker_runtime, task_machine, ...run }) => ({
    run,
    snapshotId: snapshot_id,
    workerId: run.worker_id as string,
    workerVersion: run.worker_version as string,
    workerRuntime: worker_runtime,
    machine: task_machine,
  }))
  deps.changeLog.publish(dequeued.map(({ run }) => run))
  return dequeued
}

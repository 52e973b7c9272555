import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { ADMISSION_LOCK, LANE_CLAIMED, LANE_LIMIT } from '../queues/lane'
import { loadOccupancy } from '../queues/load-occupancy'
import { type Offer, pickOffers } from '../queues/pick-offers'
import { Places } from '../queues/places'
import { NEW_LEASE, RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'

type DequeueDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'laneTurns' | 'presence'>

export interface DequeueRequest {
  /** Internal ids: the version new runs get, and the older ones this worker still has loaded. */
  currentWorkerId: string
  oldWorkerIds: string[]
  maxRunCount: number
}

interface DequeueOffer extends Offer {
  workerId: string
  workerVersion: string
  workerRuntime: string | null
  machine: { preset?: string } | null
}

export interface DequeuedRun extends Pick<DequeueOffer, 'workerId' | 'workerVersion' | 'workerRuntime' | 'machine'> {
  run: RunRecord
  snapshotId: string
}

/** Beyond so many lines with waiting runs, only those with the oldest are looked at. */
const MAX_OFFERS = 1_000

// `lines` hops over the index from line to line (queue, key and limits), so a long backlog costs nothing; each line that
// has room then offers its oldest runs, and the heads of all lines come before the second of any.
const OFFERS = `
with recursive lines as (
  (select queue_name, concurrency_key, limits from executions where status = 'QUEUED' order by 1, 2, 3 limit 1)
  union all
  select following.* from lines cross join lateral (
    select e.queue_name, e.concurrency_key, e.limits from executions e
    where e.status = 'QUEUED'
      and (e.queue_name, e.concurrency_key, e.limits) > (lines.queue_name, lines.concurrency_key, lines.limits)
    order by 1, 2, 3 limit 1) following
), shut as (
  select * from jsonb_to_recordset($6::jsonb) as shut("limit" text, key text, "except" text[])
)
select offer.* from lines lane
join queues q on q.environment_id = $2 and q.name = lane.queue_name
cross join lateral (
  select waiting.*, row_number() over (order by "sortAt", "runId") as place from (
    select e.run_id as "runId", e.queue_name as queue, e.concurrency_key as key, e.limits, e.sort_at as "sortAt",
           w.id as "workerId", w.version as "workerVersion", w.runtime as "workerRuntime", t.machine
    from executions e
    join workers w on w.id = case when e.worker_id = any($4) then e.worker_id else $3 end
    join worker_tasks t on t.worker_id = w.id and t.task_id = e.task_id
    where e.status = 'QUEUED' and e.environment_id = $2 and e.available_at <= $1
      and (e.worker_id is null or e.worker_id <> all($8))
      and e.queue_name = lane.queue_name and e.concurrency_key = lane.concurrency_key and e.limits = lane.limits
    order by e.sort_at, e.run_id
    limit case when ${LANE_LIMIT} is null then $5 else greatest(0, least($5, ${LANE_LIMIT} - ${LANE_CLAIMED})) end
  ) waiting
) offer
where not q.paused and lane.queue_name <> all($7) and not exists (
  select 1 from shut where shut."limit" = any(lane.limits)
    and (shut.key = lane.concurrency_key or (shut.key is null and lane.concurrency_key <> all(shut."except"))))
order by place, "sortAt", "runId" limit ${MAX_OFFERS}`

const LEASE = `
with picked as (
  select e.run_id, given.worker_id, given.version, given.place
  from unnest($2::text[], $3::text[], $4::text[]) with ordinality as given(run_id, worker_id, version, place)
  join executions e on e.run_id = given.run_id
  where e.status = 'QUEUED' for update of e skip locked
), execution as (
  update executions e set status = 'PENDING_EXECUTING', worker_id = picked.worker_id,
    heartbeat_at = $1, expires_at = null, completed_waitpoints = '[]', ${NEW_LEASE}
  from picked where e.run_id = picked.run_id returning e.run_id, e.snapshot_id, picked.place
), run as (
  update runs set status = 'DEQUEUED', worker_id = picked.worker_id, worker_version = picked.version,
    started_at = coalesce(started_at, $1), ${RUN_CHANGED}
  from picked where runs.id = picked.run_id and runs.final_status is null returning runs.*
)
select run.*, execution.snapshot_id from run join execution on execution.run_id = run.id order by execution.place`

/** Leases up to maxRunCount runs to a worker, within every limit; see pickOffers for who comes first. */
export async function dequeueRuns(deps: DequeueDeps, request: DequeueRequest, now: Date): Promise<DequeuedRun[]> {
  const dequeued = await inTransaction(deps.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [ADMISSION_LOCK])
    const places = new Places(await loadOccupancy(client, deps.environment.id, 'claimed', now))
    if (places.isFull) return []
    const offers = await findOffers(client, deps, places, request, now)
    const picked = pickOffers(offers, places, deps.laneTurns, request.maxRunCount)
    return picked.length === 0 ? [] : lease(client, picked, now)
  })
  deps.changeLog.publish(dequeued.map(({ run }) => run))
  return dequeued
}

async function findOffers(
  client: PoolClient,
  deps: DequeueDeps,
  places: Places,
  request: DequeueRequest,
  now: Date,
): Promise<DequeueOffer[]> {
  const { rows } = await client.query<DequeueOffer>({
    name: 'dequeue-offers',
    text: OFFERS,
    values: [
      now,
      deps.environment.id,
      request.currentWorkerId,
      request.oldWorkerIds,
      request.maxRunCount,
      JSON.stringify(places.shutLimits()),
      places.fullQueues(),
      // A run that is bound to a version waits for the worker that has it, as long as there is one.
      deps.presence.servedElsewhere([request.currentWorkerId, ...request.oldWorkerIds], now),
    ],
  })
  return rows
}

async function lease(client: PoolClient, picked: DequeueOffer[], now: Date): Promise<DequeuedRun[]> {
  const { rows } = await client.query<RunRecord & { snapshot_id: string }>({
    name: 'lease-runs',
    text: LEASE,
    values: [
      now,
      picked.map((offer) => offer.runId),
      picked.map((offer) => offer.workerId),
      picked.map((offer) => offer.workerVersion),
    ],
  })
  const offers = new Map(picked.map((offer) => [offer.runId, offer]))
  return rows.map(({ snapshot_id, ...run }) => {
    const { workerId, workerVersion, workerRuntime, machine } = offers.get(run.id) as DequeueOffer
    return { run, snapshotId: snapshot_id, workerId, workerVersion, workerRuntime, machine }
  })
}

import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { ADMISSION_LOCK } from '../queues/lane'
import { loadOccupancy } from '../queues/load-occupancy'
import { pickOffers } from '../queues/pick-offers'
import { Places } from '../queues/places'
import { NEW_LEASE, RUN_CHANGED } from './change-run'
import { type DequeueOffer, type DequeueRequest, findOffers } from './find-offers'
import type { RunRecord } from './run-record'

type DequeueDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'laneTurns' | 'presence'>

export interface DequeuedRun extends Pick<DequeueOffer, 'workerId' | 'workerVersion' | 'workerRuntime' | 'machine'> {
  run: RunRecord
  snapshotId: string
}

// Without the lock: workers that wait ask again and again, mostly for nothing.
const IS_ANYTHING_QUEUED = `select 1 from executions where status = 'QUEUED' and available_at <= $1 limit 1`

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
  const queued = await deps.pool.query({ name: 'is-anything-queued', text: IS_ANYTHING_QUEUED, values: [now] })
  if (queued.rowCount === 0) return []
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

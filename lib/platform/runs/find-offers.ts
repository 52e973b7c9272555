import type { PoolClient } from 'pg'
import type { PlatformDeps } from '../http/deps'
import { LANE_CLAIMED, LANE_LIMIT } from '../queues/lane'
import type { Offer } from '../queues/pick-offers'
import type { Places } from '../queues/places'

export interface DequeueRequest {
  /** Internal ids: the version new runs get, and the older ones this worker still has loaded. */
  currentWorkerId: string
  oldWorkerIds: string[]
  maxRunCount: number
}

export interface DequeueOffer extends Offer {
  workerId: string
  workerVersion: string
  workerRuntime: string | null
  machine: { preset?: string } | null
}

/** Beyond so many lines with waiting runs, only those with the oldest are looked at. */
const MAX_OFFERS = 200

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

/** The runs that could be handed to this worker, as far as their queues and limits have places. */
export async function findOffers(
  client: PoolClient,
  deps: Pick<PlatformDeps, 'environment' | 'presence'>,
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

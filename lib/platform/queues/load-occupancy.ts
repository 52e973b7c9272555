import type { PoolClient } from 'pg'
import { CLAIMS_PLACE, LANE_LIMIT, TAKES_PLACE } from './lane'

/** Who holds places, and what bounds them: everything that admitting a run is decided by. */
export interface Occupancy {
  environmentLimit: number | null
  taken: TakenPlaces[]
  queues: QueueBounds[]
  limits: LimitBounds[]
}

export interface TakenPlaces {
  queue: string
  key: string
  limits: string[]
  count: number
}

export interface QueueBounds {
  name: string
  perKey: number | null
  total: number | null
}

export interface LimitBounds {
  name: string
  perKey: number | null
  total: number | null
  paused: boolean
  /** Bounds of their own for single keys. */
  keys: Record<string, number>
}

const occupancy = (places: string) => `
select
  (select concurrency_limit from environments where id = $1) as "environmentLimit",
  (select coalesce(json_agg(place), '[]') from (
    select queue_name as queue, concurrency_key as key, limits, count(*) as count from executions
    where status in ${places} and environment_id = $1 group by 1, 2, 3) place) as taken,
  (select coalesce(json_agg(bound), '[]') from (
    select name, ${LANE_LIMIT} as "perKey", combined_limit as total from queues q
    where environment_id = $1 and (${LANE_LIMIT} is not null or combined_limit is not null)) bound) as queues,
  (select coalesce(json_agg(bound), '[]') from (
    select name, paused, coalesce(per_key_override, per_key) as "perKey", coalesce(total_override, total) as total,
           (select coalesce(json_object_agg(k.concurrency_key, k.per_key), '{}') from concurrency_limit_keys k
            where k.limit_id = l.id and k.expires_at > $2) as keys
    from concurrency_limits l where environment_id = $1) bound) as limits`

const STATEMENTS = {
  claimed: { name: 'occupancy-claimed', text: occupancy(CLAIMS_PLACE) },
  taken: { name: 'occupancy-taken', text: occupancy(TAKES_PLACE) },
}

/** 'claimed' counts the runs that line up again as well: new runs come after them. */
export async function loadOccupancy(
  client: PoolClient,
  environmentId: string,
  places: keyof typeof STATEMENTS,
  now: Date,
): Promise<Occupancy> {
  const { rows } = await client.query<Occupancy>({ ...STATEMENTS[places], values: [environmentId, now] })
  if (!rows[0]) throw new Error('No occupancy came back')
  return rows[0]
}

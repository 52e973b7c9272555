/**
 * The part of every `update runs` that readers rely on: updated_at only moves forward, revision counts the changes.
 * `$1` is the time of the change in every statement built with it.
 */
export const RUN_CHANGED = `updated_at = greatest($1::timestamptz, runs.updated_at + interval '1 millisecond'), revision = runs.revision + 1`

/** The ids of all snapshots of one lease begin alike, so a worker is known by any snapshot it was told of. */
export const LEASE_OF = (snapshotId: string) => `left(${snapshotId}, 12)`

const RANDOM = `replace(gen_random_uuid()::text, '-', '')`

/** The same for `executions`: a transition is a new snapshot. `$1` is the time of the change. */
export const NEW_SNAPSHOT = `snapshot_id = ${LEASE_OF('snapshot_id')} || right(${RANDOM}, 20), updated_at = $1::timestamptz`

/** A run that is handed out: a new snapshot, of a new lease. */
export const NEW_LEASE = `snapshot_id = ${RANDOM}, updated_at = $1::timestamptz`

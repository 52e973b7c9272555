/**
 * The part of every `update runs` that readers rely on: updated_at only moves forward, revision counts the changes.
 * `$1` is the time of the change in every statement built with it.
 */
export const RUN_CHANGED = `updated_at = greatest($1::timestamptz, runs.updated_at + interval '1 millisecond'), revision = runs.revision + 1`

/** The same for `executions`: a transition is a new snapshot. `$1` is the time of the change. */
export const NEW_SNAPSHOT = `snapshot_id = replace(gen_random_uuid()::text, '-', ''), updated_at = $1::timestamptz`

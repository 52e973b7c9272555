import type { Pool } from 'pg'
import { internalId } from '../runs/internal-id'
import type { ErrorGroupRecord } from './error-group-record'

/** With the versions it was seen on last, newest first. */
export type LoadedErrorGroup = ErrorGroupRecord & { versions: string[] }

/** As many as a real server names. */
const VERSIONS = 5

/** By 'error_<fingerprint>'; null when there is none. */
export async function loadErrorGroup(pool: Pool, environmentId: string, id: string): Promise<LoadedErrorGroup | null> {
  const { rows } = await pool.query<LoadedErrorGroup>(
    `select g.*, array(
       select version from error_occurrences o
       where o.environment_id = g.environment_id and o.fingerprint = g.fingerprint and version <> ''
       group by version order by max(minute) desc, version desc limit ${VERSIONS}) as versions
     from error_groups g where g.environment_id = $1 and g.fingerprint = $2`,
    [environmentId, internalId('error_', id)],
  )
  return rows[0] ?? null
}

import type { PoolClient } from 'pg'
import { decideErrorGroup } from './decide-error-group'
import type { ErrorGroupRecord } from './error-group-record'
import type { GroupedFailure } from './grouped-failure'
import { isReopened } from './is-reopened'

const SETTLED = `
select g.*, coalesce((select sum(o.count)::int from error_occurrences o where o.environment_id = g.environment_id
  and o.fingerprint = g.fingerprint and o.minute = date_trunc('minute', g.last_seen)), 0) as in_last_minute
from error_groups g
where (g.environment_id, g.fingerprint) in (select * from unnest($1::text[], $2::text[])) and g.status <> 'unresolved' for update of g`

/** Groups that were resolved or ignored and should not be any longer are unresolved again. */
export async function reopenGroups(client: PoolClient, failures: GroupedFailure[], now: Date): Promise<void> {
  const { rows } = await client.query<ErrorGroupRecord & { in_last_minute: number }>(SETTLED, [
    failures.map((failure) => failure.environmentId),
    failures.map((failure) => failure.fingerprint),
  ])
  for (const group of rows) {
    const fresh = failures.filter(
      (failure) => failure.environmentId === group.environment_id && failure.fingerprint === group.fingerprint,
    )
    if (isReopened(group, { fresh, inLastMinute: group.in_last_minute }, now)) {
      await decideErrorGroup(client, group, { status: 'unresolved' })
    }
  }
}

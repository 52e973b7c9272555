import type { Pool, PoolClient } from 'pg'
import type { ErrorGroupRecord, ErrorGroupStatus } from './error-group-record'

/** What becomes of a group; everything that is left out is gone with the decision before. */
export interface Decision {
  status: ErrorGroupStatus
  resolvedAt?: Date
  resolvedInVersion?: string | undefined
  ignoredAt?: Date
  ignoredUntil?: Date | undefined
  ignoredReason?: string | undefined
  ignoredUntilRate?: number | undefined
  ignoredUntilTotal?: number | undefined
}

const DECIDE = `
update error_groups set status = $3, resolved_at = $4, resolved_in_version = $5, ignored_at = $6, ignored_until = $7,
  ignored_reason = $8, ignored_until_rate = $9, ignored_until_total = $10,
  ignored_at_count = case when $10::int is not null then count end
where environment_id = $1 and fingerprint = $2`

export async function decideErrorGroup(
  db: Pool | PoolClient,
  group: Pick<ErrorGroupRecord, 'environment_id' | 'fingerprint'>,
  decision: Decision,
): Promise<void> {
  await db.query(DECIDE, [
    group.environment_id,
    group.fingerprint,
    decision.status,
    decision.resolvedAt ?? null,
    decision.resolvedInVersion ?? null,
    decision.ignoredAt ?? null,
    decision.ignoredUntil ?? null,
    decision.ignoredReason ?? null,
    decision.ignoredUntilRate ?? null,
    decision.ignoredUntilTotal ?? null,
  ])
}

import type { Pool, PoolClient } from 'pg'
import { NEW_SNAPSHOT, RUN_CHANGED } from './change-run'
import type { Debounce } from './debounce'
import { expiry } from './expiry'
import type { NewRun } from './new-run'
import type { RunRecord } from './run-record'

// The row of the key is locked until the transaction ends, so callers of one key come one after the other.
const CLAIM = `
insert into debounces (environment_id, task_id, key, run_id, claimed_at) values ($1, $2, $3, $4, $5)
on conflict (environment_id, task_id, key) do update set claimed_at = excluded.claimed_at returning run_id`

const TAKE_OVER = 'update debounces set run_id = $4 where environment_id = $1 and task_id = $2 and key = $3'

const LOCK_DELAYED = `
select r.* from executions e join runs r on r.id = e.run_id
where e.run_id = $1 and e.status = 'DELAYED' and r.final_status is null for update of e`

const PUSH_BACK = `
with execution as (
  update executions set available_at = $3, sort_at = $4, expires_at = $5, ${NEW_SNAPSHOT} where run_id = $2 returning run_id
)
update runs set delay_until = $3, payload = $6, payload_type = $7, metadata = $8, metadata_type = $9, seed_metadata = $10,
  tags = $11, max_attempts = $12, max_duration = $13, machine = $14, ${RUN_CHANGED}
from execution where id = run_id returning runs.*`

interface DebouncedCall {
  run: NewRun & { debounce: Debounce }
  /** Makes this call's own run. */
  make: () => Promise<RunRecord | null>
}

/**
 * The delayed run that an earlier call with the key made, pushed back; or this call's own run when there is none, or
 * when it has been pushed back as far as it may. Null when another run holds one of the new run's idempotency keys.
 * To be called in a transaction.
 */
export async function debounceRun(
  client: Pool | PoolClient,
  environmentId: string,
  { run, make }: DebouncedCall,
  now: Date,
): Promise<RunRecord | null> {
  const key = [environmentId, run.taskId, run.debounce.key, run.id]
  const { rows } = await client.query<{ run_id: string }>(CLAIM, [...key, now])
  const holder = rows[0]?.run_id
  if (holder && holder !== run.id) {
    const pushed = await pushBack(client, holder, run, now)
    if (pushed) return pushed
    await client.query(TAKE_OVER, key)
  }
  return make()
}

async function pushBack(
  client: Pool | PoolClient,
  runId: string,
  call: NewRun & { debounce: Debounce },
  now: Date,
): Promise<RunRecord | null> {
  const { rows } = await client.query<RunRecord>(LOCK_DELAYED, [runId])
  const delayed = rows[0]
  if (!delayed) return null
  const { delayMs, maxDelayMs, mode } = call.debounce
  const asked = now.getTime() + delayMs
  if (maxDelayMs !== null && asked > delayed.created_at.getTime() + maxDelayMs) return null
  // Never earlier: a call with a shorter delay does not hurry the run.
  const dueAt = new Date(Math.max(asked, delayed.delay_until?.getTime() ?? 0))
  const data = mode === 'trailing' ? withDataOf(delayed, call) : delayed
  const pushed = await client.query<RunRecord>(PUSH_BACK, [
    now,
    runId,
    dueAt,
    new Date(dueAt.getTime() - delayed.priority_ms),
    expiry(delayed.ttl, dueAt),
    data.payload,
    data.payload_type,
    data.metadata,
    data.metadata_type,
    data.seed_metadata,
    data.tags,
    data.max_attempts,
    data.max_duration,
    data.machine,
  ])
  return pushed.rows[0] ?? null
}

/** The last call's payload, and of the rest what it gave. */
function withDataOf(delayed: RunRecord, call: NewRun): RunRecord {
  return {
    ...delayed,
    payload: call.payload,
    payload_type: call.payloadType,
    metadata: call.metadata ?? delayed.metadata,
    metadata_type: call.metadata === null ? delayed.metadata_type : call.metadataType,
    seed_metadata: call.metadata ?? delayed.seed_metadata,
    tags: call.tags.length > 0 ? call.tags : delayed.tags,
    max_attempts: call.maxAttempts ?? delayed.max_attempts,
    max_duration: call.maxDuration ?? delayed.max_duration,
    machine: call.machine ?? delayed.machine,
  }
}

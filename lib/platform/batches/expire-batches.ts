import type { PlatformDeps } from '../http/deps'
import { resumeWaiters } from '../waitpoints/resume-waiters'

// The edges of its items go too: a batch that will never be complete holds nobody.
const EXPIRE = `
with expired as (
  update batches set status = 'ABORTED', updated_at = $1
  where sealed_at is null and status = 'PENDING' and expires_at <= $1 returning id, run_count
), edges as (
  delete from run_waitpoints where batch_id in (select id from expired)
)
update waitpoints set status = 'COMPLETED', completed_at = $1, output_is_error = true,
  output = jsonb_build_object('type', 'STRING_ERROR', 'raw',
    'Batch batch_' || expired.id || ' was never fully created: its ' || expired.run_count || ' items did not come in time.')::text
from expired where completed_by_batch_id = expired.id and waitpoints.status = 'PENDING' returning waitpoints.id`

/** Gives up batches whose items never all came, and lets go on what waited for them. Runs they have go on. */
export async function expireBatches(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals'>,
  now: Date,
): Promise<void> {
  const { rows } = await deps.pool.query<{ id: string }>({ name: 'expire-batches', text: EXPIRE, values: [now] })
  await resumeWaiters(
    deps,
    rows.map((row) => row.id),
    now,
  )
}

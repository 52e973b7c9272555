import type { PlatformDeps } from '../http/deps'
import type { BulkTask } from './bulk-task'
import { cancelPage } from './cancel-page'
import { replayPage } from './replay-page'

type AdvanceDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals' | 'log'>

// Nobody else takes a step of the same action for 5 s; whoever takes it later finds the same page and repeats it. An
// action that was aborted while its last page was worked on may be due without having one: that ends here.
const BEGIN_STEPS = `
with due as (
  update bulk_actions b set next_step_at = case when exists (select 1 from bulk_action_pages where bulk_action_id = b.id)
    then $1::timestamptz + interval '5 seconds' end
  where next_step_at <= $1 returning *
), page as (
  update bulk_action_pages p set started_at = coalesce(p.started_at, $1) from due
  where p.bulk_action_id = due.id
    and p.position = (select min(position) from bulk_action_pages other where other.bulk_action_id = due.id)
  returning p.*
)
select due.id, due.type, due.target_region, page.position, page.run_ids from due join page on page.bulk_action_id = due.id`

// Page and counts in one statement: they are counted once, whoever else works on the page.
const END_STEP = `
with page as (
  delete from bulk_action_pages where bulk_action_id = $2 and position = $3 returning 1
), others as (
  select exists (select 1 from bulk_action_pages where bulk_action_id = $2 and position <> $3) as remain
)
update bulk_actions set success_count = success_count + $4, failure_count = failure_count + $5,
  status = case when status = 'PENDING' and not remain then 'COMPLETED' else status end,
  next_step_at = case when remain then $1::timestamptz end,
  completed_at = case when status = 'PENDING' and not remain then $1::timestamptz else completed_at end
from page, others where id = $2`

type Step = BulkTask & { position: number; run_ids: string[] }

/** Works through the next page of every bulk action that is not over, or was aborted in the middle of a page. */
export async function advanceBulkActions(deps: AdvanceDeps, now: Date): Promise<void> {
  const { rows } = await deps.pool.query<Step>({ name: 'begin-bulk-steps', text: BEGIN_STEPS, values: [now] })
  for (const step of rows) {
    // One that fails must not keep the others from their pages.
    await take(deps, step).catch((error: Error) => {
      deps.log.error({ err: error, bulkActionId: step.id }, 'a page of a bulk action failed; it is tried again in 5 s')
    })
  }
}

async function take(deps: AdvanceDeps, step: Step): Promise<void> {
  const { id, position, run_ids } = step
  const success = await (step.type === 'CANCEL' ? cancelPage : replayPage)(deps, step, run_ids)
  await deps.pool.query(END_STEP, [new Date(), id, position, success, run_ids.length - success])
}

import type { CreateBulkActionRequestBody } from '@trigger.dev/core/v3'
import { BulkActionId } from '@trigger.dev/core/v3/isomorphic'
import type { z } from 'zod'
import type { PlatformDeps } from '../http/deps'
import type { BulkActionRecord } from './bulk-action-record'
import { selectByFilter, selectByIds } from './bulk-selection'

/** The sweeper takes one page at a time: small enough that whatever else is due waits a moment only. */
const PAGE_SIZE = 50

const CREATE = (selection: string, after: number) => {
  const parameter = (index: number) => `$${after + index}`
  return `
with selected as (${selection}), page as (
  select (place / ${PAGE_SIZE})::int as position, array_agg(id order by place) as run_ids
  from (select id, row_number() over (order by created_at desc, id desc) - 1 as place from selected) numbered group by 1
), counted as (
  select coalesce(sum(cardinality(run_ids)), 0) as total from page
), action as (
  insert into bulk_actions (id, environment_id, type, name, target_region, created_at, total_count, status, next_step_at, completed_at)
  select ${parameter(1)}, ${parameter(2)}, ${parameter(3)}, ${parameter(4)}, ${parameter(5)}, ${parameter(6)}, total,
    case when total = 0 then 'COMPLETED' else 'PENDING' end, case when total > 0 then ${parameter(6)}::timestamptz end,
    case when total = 0 then ${parameter(6)}::timestamptz end from counted
  returning *
), pages as (
  insert into bulk_action_pages (bulk_action_id, position, run_ids) select action.id, page.position, page.run_ids from action, page
)
select * from action`
}

/** Fixes which runs it is for and leaves the rest to the sweeper. */
export async function createBulkAction(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'signals'>,
  body: z.output<typeof CreateBulkActionRequestBody>,
  now: Date,
): Promise<BulkActionRecord> {
  const environmentId = deps.environment.id
  const selection = body.runIds
    ? selectByIds(environmentId, body.runIds)
    : selectByFilter(environmentId, body.filter ?? {}, now)
  const { rows } = await deps.pool.query<BulkActionRecord>(CREATE(selection.text, selection.values.length), [
    ...selection.values,
    BulkActionId.generate().id,
    environmentId,
    body.action === 'cancel' ? 'CANCEL' : 'REPLAY',
    body.name ?? null,
    body.targetRegion ?? null,
    now,
  ])
  const action = rows[0]
  if (!action) throw new Error('No bulk action row came back')
  deps.signals.due(now)
  return action
}

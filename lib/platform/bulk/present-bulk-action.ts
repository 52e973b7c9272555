import { BulkActionId } from '@trigger.dev/core/v3/isomorphic'
import type { BulkActionRecord } from './bulk-action-record'

/** A bulk action as the API shows it; absent is left out. */
export function presentBulkAction(action: BulkActionRecord) {
  return {
    id: BulkActionId.toFriendlyId(action.id),
    name: action.name ?? undefined,
    type: action.type,
    status: action.status,
    counts: { total: action.total_count, success: action.success_count, failure: action.failure_count },
    createdAt: action.created_at,
    completedAt: action.completed_at ?? undefined,
  }
}

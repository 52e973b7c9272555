'use server'

import { userAction } from '@/lib/action'
import { checkPermission } from '@/lib/auth/check-permission'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { MatchingInput, OneBulkAction } from './bulk-input'
import { startBulkAction } from './start-bulk-action'

export const cancelMatchingRuns = userAction(
  { name: 'run.cancel-matching', permission: 'runs:cancel', input: MatchingInput },
  (input, context) => startBulkAction('cancel', input, context),
)

export const replayMatchingRuns = userAction(
  { name: 'run.replay-matching', permission: 'runs:replay', input: MatchingInput },
  (input, context) => startBulkAction('replay', input, context),
)

/** What is done stays done; the rest is left alone. */
export const stopBulkAction = userAction(
  { name: 'run.stop-bulk-action', permission: 'runs:cancel', input: OneBulkAction },
  async ({ environment, bulkActionId }, { user, audit }) => {
    audit({ target: { type: 'bulk-action', id: bulkActionId }, environment })
    checkPermission(user, 'runs:replay')
    // Not by the SDK: it repeats after a 409, which says here that the action is over.
    const path = `/api/v1/bulk-actions/${encodeURIComponent(bulkActionId)}/abort`
    const response = await triggerFetch(environment, path, { method: 'POST' })
    if (!response.ok) throw await triggerResponseError(response)
    await response.body?.cancel()
    return null
  },
)

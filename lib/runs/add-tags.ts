import 'server-only'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'

/** The SDK can only tag the run it is called from. */
export async function addTags(environment: string, runId: string, tags: string[]): Promise<void> {
  const response = await triggerFetch(environment, `/api/v1/runs/${encodeURIComponent(runId)}/tags`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tags }),
  })
  if (!response.ok) throw await triggerResponseError(response)
  await response.body?.cancel()
}

import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { parseDelay } from './parse-delay'
import type { StartRunInput } from './start-run-input'

const TriggerAnswer = z.object({ id: z.string(), isCached: z.boolean().optional() })

/** Long enough for a slow second click or a retried request, too short to stand in the way of a later wish. */
const REPEAT_WINDOW = '5m'

/**
 * Starts a run the way the SDK does it on the wire. The SDK itself has no word for a test run, and it needs an object
 * store for payloads over 128 KB, which a platform keeps by itself when it gets them whole.
 */
export async function triggerRun(input: z.output<typeof StartRunInput>): Promise<{ runId: string; repeated: boolean }> {
  const response = await triggerFetch(input.environment, `/api/v1/tasks/${encodeURIComponent(input.taskId)}/trigger`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-trigger-api-version': '2025-07-16' },
    body: JSON.stringify({
      payload: JSON.stringify({ json: input.payload }),
      options: {
        payloadType: 'application/super+json',
        ...idempotency(input),
        ...(input.tags.length > 0 && { tags: input.tags }),
        ...(input.delay !== '' && { delay: parseDelay(input.delay) }),
        ...(input.isTest && { test: true }),
      },
    }),
  })
  if (!response.ok) throw await triggerResponseError(response)
  const parsed = TriggerAnswer.safeParse(await response.json())
  if (!parsed.success) throw new AppError('unexpected', 'The platform took the run but did not say its id.')
  return { runId: parsed.data.id, repeated: parsed.data.isCached ?? false }
}

/** The key covers the content too: after a correction in the same dialog a second run is meant. */
function idempotency(input: z.output<typeof StartRunInput>): { idempotencyKey: string; idempotencyKeyTTL?: string } {
  if (input.idempotencyKey !== '') return { idempotencyKey: input.idempotencyKey }
  const content = JSON.stringify([input.requestKey, input.taskId, input.payload, input.tags, input.delay, input.isTest])
  return {
    idempotencyKey: createHash('sha256').update(content).digest('hex'),
    idempotencyKeyTTL: REPEAT_WINDOW,
  }
}

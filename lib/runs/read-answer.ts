import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { triggerResponseError } from '@/lib/trigger-client'

/** Without it servers answer with the status words of their oldest API. */
export const RUNS_API_VERSION = { 'x-trigger-api-version': '2025-07-16' }

/** The body of an answer in the shape that the schema promises; a refusal or another shape throws. */
export async function readAnswer<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw await triggerResponseError(response)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  throw new AppError('unexpected', 'The Trigger.dev platform answered in a form this version does not know.', {
    cause: parsed.error,
  })
}

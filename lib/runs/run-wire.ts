import { z } from 'zod'

/**
 * What this app reads of Trigger.dev's answers. The SDK's own schemas refuse a whole page of runs for one status word
 * that is newer than they are; here every word passes and only the shape is checked.
 */
const RunFields = z.object({
  id: z.string(),
  status: z.string(),
  taskIdentifier: z.string(),
  version: z.string().nullish(),
  queue: z.union([z.string(), z.object({ name: z.string() })]).nullish(),
  tags: z.array(z.string()).nullish(),
  isTest: z.boolean().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  startedAt: z.string().nullish(),
  finishedAt: z.string().nullish(),
  delayedUntil: z.string().nullish(),
  expiredAt: z.string().nullish(),
  durationMs: z.number().nullish(),
  depth: z.number().nullish(),
  metadata: z.unknown().optional(),
})

export const RunListAnswer = z.object({
  data: z.array(RunFields),
  pagination: z.object({ next: z.string().nullish() }).nullish(),
})

/** Payload and output are left where they are: they may be megabytes, and have a way of their own. */
export const RunAnswer = RunFields.extend({
  error: z.object({ message: z.string(), name: z.string().optional(), stackTrace: z.string().optional() }).nullish(),
  ttl: z.string().nullish(),
  idempotencyKey: z.string().nullish(),
  batchId: z.string().nullish(),
  attemptCount: z.number().nullish(),
  relatedRuns: z
    .object({ root: RunFields.nullish(), parent: RunFields.nullish(), children: z.array(RunFields).nullish() })
    .nullish(),
})

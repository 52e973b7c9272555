import * as z from 'zod/mini'

/** One run as lists show it. Decoded from JSON or built by toRunRow: the dates are real either way. */
export const RunRow = z.object({
  id: z.string(),
  status: z.string(),
  taskId: z.string(),
  version: z.optional(z.string()),
  queue: z.optional(z.string()),
  tags: z.array(z.string()),
  isTest: z.boolean(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  startedAt: z.optional(z.coerce.date()),
  finishedAt: z.optional(z.coerce.date()),
  delayedUntil: z.optional(z.coerce.date()),
  /** Compute used as the platform counts it; the time a person waited is elapsedMs. */
  durationMs: z.number(),
  /** How many runs stand above it; 0 for a root run. */
  depth: z.optional(z.number()),
  metadata: z.optional(z.unknown()),
})
export type RunRow = z.infer<typeof RunRow>

export const RunError = z.object({
  message: z.string(),
  name: z.optional(z.string()),
  stackTrace: z.optional(z.string()),
})
export type RunError = z.infer<typeof RunError>

export const RunDetail = z.extend(RunRow, {
  payload: z.optional(z.unknown()),
  output: z.optional(z.unknown()),
  error: z.optional(RunError),
  ttl: z.optional(z.string()),
  idempotencyKey: z.optional(z.string()),
  expiredAt: z.optional(z.coerce.date()),
  batchId: z.optional(z.string()),
  attemptCount: z.number(),
  relatedRuns: z.object({ root: z.optional(RunRow), parent: z.optional(RunRow), children: z.array(RunRow) }),
})
export type RunDetail = z.infer<typeof RunDetail>

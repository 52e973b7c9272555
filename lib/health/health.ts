import * as z from 'zod/mini'

/** `unknown` is not `down`: nobody could be asked. */
export const HealthStatus = z.enum(['up', 'down', 'unknown'])
export type HealthStatus = z.infer<typeof HealthStatus>

const Part = z.object({
  status: HealthStatus,
  /** Since when this app has seen it like that. */
  since: z.coerce.date(),
  /** What is wrong, in words, when it is not up. */
  problem: z.optional(z.string()),
})

export const IndexError = z.object({
  message: z.string(),
  file: z.nullish(z.string()),
  line: z.nullish(z.number()),
  column: z.nullish(z.number()),
  at: z.coerce.date(),
})

export const WorkerProcess = z.object({
  id: z.string(),
  version: z.string(),
  runtime: z.nullish(z.string()),
  connected: z.boolean(),
  lastSeenAt: z.nullish(z.coerce.date()),
  runningRuns: z.number(),
})

/** What the local platform says about its workers; a hosted one does not have this endpoint. */
export const WorkersAnswer = z.object({
  workers: z.array(WorkerProcess),
  currentVersion: z.nullable(z.string()),
  indexError: z.nullable(IndexError),
})

export const HealthReport = z.object({
  checkedAt: z.coerce.date(),
  platform: z.extend(Part, { host: z.string(), answeredInMs: z.optional(z.number()) }),
  worker: z.extend(Part, {
    /** True in front of a hosted Trigger.dev, which runs its own workers. */
    managed: z.boolean(),
    currentVersion: z.optional(z.string()),
    runningRuns: z.optional(z.number()),
    connected: z.optional(z.number()),
    indexError: z.optional(IndexError),
  }),
  database: z.extend(Part, { answeredInMs: z.optional(z.number()) }),
})
export type HealthReport = z.infer<typeof HealthReport>

import { z } from 'zod'

/** `unknown` is not `down`: nobody could be asked. */
export const HealthStatus = z.enum(['up', 'down', 'unknown'])
export type HealthStatus = z.infer<typeof HealthStatus>

const Part = z.object({
  status: HealthStatus,
  /** Since when this app has seen it like that. */
  since: z.coerce.date(),
  /** What is wrong, in words, when it is not up. */
  problem: z.string().optional(),
})

export const IndexError = z.object({
  message: z.string(),
  file: z.string().nullish(),
  line: z.number().nullish(),
  column: z.number().nullish(),
  at: z.coerce.date(),
})

export const WorkerProcess = z.object({
  id: z.string(),
  version: z.string(),
  runtime: z.string().nullish(),
  connected: z.boolean(),
  lastSeenAt: z.coerce.date().nullish(),
  runningRuns: z.number(),
})

/** What the local platform says about its workers; a hosted one does not have this endpoint. */
export const WorkersAnswer = z.object({
  workers: z.array(WorkerProcess),
  currentVersion: z.string().nullable(),
  indexError: IndexError.nullable(),
})

export const HealthReport = z.object({
  checkedAt: z.coerce.date(),
  platform: Part.extend({ host: z.string(), answeredInMs: z.number().optional() }),
  worker: Part.extend({
    /** True in front of a hosted Trigger.dev, which runs its own workers. */
    managed: z.boolean(),
    currentVersion: z.string().optional(),
    runningRuns: z.number().optional(),
    connected: z.number().optional(),
    indexError: IndexError.optional(),
  }),
  database: Part.extend({ answeredInMs: z.number().optional() }),
})
export type HealthReport = z.infer<typeof HealthReport>

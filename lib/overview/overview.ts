import * as z from 'zod/mini'

export const HourOfRuns = z.object({
  start: z.coerce.date(),
  completed: z.number(),
  failed: z.number(),
  /** Canceled or expired: over, and neither good nor bad. */
  stopped: z.number(),
  /** Not final yet. */
  open: z.number(),
})
export type HourOfRuns = z.infer<typeof HourOfRuns>

export const Overview = z.object({
  at: z.coerce.date(),
  /** How many runs the figures rest on. */
  counted: z.number(),
  /** True when the last 24 hours hold more runs than were read: the figures then cover the newest of them. */
  isCapped: z.boolean(),
  /** False only where nothing has ever run. */
  hasRuns: z.boolean(),
  statuses: z.array(z.object({ status: z.string(), count: z.number() })),
  hours: z.array(HourOfRuns),
})
export type Overview = z.infer<typeof Overview>

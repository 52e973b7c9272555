import * as z from 'zod/mini'

/** How long the last completed runs of a task took. */
export const UsualDuration = z.object({
  p95Ms: z.number(),
  /** Over how many runs that is. */
  samples: z.number(),
})
export type UsualDuration = z.infer<typeof UsualDuration>

/** By task. A task that is not in it has too few runs to say what is usual. */
export const UsualDurations = z.record(z.string(), UsualDuration)
export type UsualDurations = z.infer<typeof UsualDurations>

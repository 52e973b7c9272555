import * as z from 'zod/mini'

/** Counting stops here: the API has no count, so every hundred runs cost a request. */
export const COUNT_LIMIT = 1_000

const Count = z.object({
  count: z.number(),
  /** False when there are more. */
  exact: z.boolean(),
})
export type MatchingCount = z.infer<typeof Count>

/** What a bulk action could be applied to: runs that match and were created until `asOf`. */
export const MatchingRuns = z.object({
  /** Whether this server has bulk actions, and a word for every condition of the filter. */
  supported: z.boolean(),
  asOf: z.coerce.date(),
  cancel: Count,
  replay: Count,
})
export type MatchingRuns = z.infer<typeof MatchingRuns>

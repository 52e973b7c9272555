import * as z from 'zod/mini'
import { RunRow } from './run-schema'

/** One page of a list. `nextCursor` is opaque and belongs to the platform; null on the last page. */
export const RunPage = z.object({
  runs: z.array(RunRow),
  nextCursor: z.nullable(z.string()),
})
export type RunPage = z.infer<typeof RunPage>

export const RUN_PAGE_SIZE = 50

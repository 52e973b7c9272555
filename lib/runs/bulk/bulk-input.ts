import { z } from 'zod'
import { parseRunFilter } from '../run-filter'

const environment = z.string().min(1).max(100)

/** A filter as an address, and the moment up to which its runs are meant. */
export const MatchingInput = z.object({
  environment,
  search: z.string().max(20_000),
  asOf: z.coerce.date().transform((asOf) => new Date(Math.min(asOf.getTime(), Date.now()))),
})

export const OneBulkAction = z.object({ environment, bulkActionId: z.string().min(1).max(200) })

export const filterIn = (input: z.output<typeof MatchingInput>) => parseRunFilter(new URLSearchParams(input.search))

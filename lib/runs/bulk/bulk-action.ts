import * as z from 'zod/mini'

/** A bulk action as far as it is: `done` and `failed` count up to `total`. */
export const BulkAction = z.object({
  id: z.string(),
  status: z.string(),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
})
export type BulkAction = z.infer<typeof BulkAction>

import * as z from 'zod/mini'

/** A saved view of the run list as screens show it. `search` is the address it opens, with its question mark. */
export const RunView = z.object({
  id: z.string(),
  name: z.string(),
  /** Everybody's; otherwise only its owner sees it. */
  shared: z.boolean(),
  search: z.string(),
  createdBy: z.string(),
})
export type RunView = z.infer<typeof RunView>

export const RunViewList = z.array(RunView)

export const MAX_VIEW_NAME = 100

/** Of one person, and of the team: a menu of more is no shortcut any more. */
export const MAX_VIEWS = 50
